//! What chuchu must survive, tried on the built binary from outside: [`kills`], [`full_disk`], [`readers`] and
//! a [`second_writer`], [`damage`]. A few rounds run with the tests of the command line, many with
//! `cargo xtask endure`. Nothing of the product is used here but its binary.

mod company;
mod damage;
mod full_disk;
mod kills;
mod model;
mod program;
mod random;

pub use company::{readers, second_writer};
pub use damage::{Damages, Tally, damage};
pub use full_disk::full_disk;
pub use kills::{Kills, kills};
