//! [`Settings`]: what an operator decides. What is unsafe must be asked for in so many words.

use crate::Error;
use crate::tokens::{Role, Tokens};
use std::net::SocketAddr;

/// What an operator decides. The default is for one person on one machine: this machine's own names only, no tokens, no
/// admin calls, no limit on the rate of requests.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Who may ask; everybody who can reach the address where there are none.
    pub tokens: Option<Tokens>,
    /// Serve other machines without tokens.
    pub no_auth: bool,
    /// Answer admin calls of tokens that are for them.
    pub admin: bool,
    /// Names by which the server may be called, besides this machine's own.
    pub hosts: Vec<String>,
    /// Requests a second that a client may send over time; a few more at once. `None` leaves it to the address: no limit
    /// for this machine, [`Settings::RATE`] for others; 0 is no limit.
    pub rate: Option<u32>,
}

impl Settings {
    /// Requests a second that a client on another machine may send where nothing is said.
    pub const RATE: u32 = 20;

    /// Whether these settings may be served at the address.
    pub(crate) fn check(&self, listen: SocketAddr) -> Result<(), Error> {
        if !listen.ip().is_loopback() && self.tokens.is_none() && !self.no_auth {
            return Err(Error::NotLoopback { listen });
        }
        let admin = self.tokens.as_ref().is_some_and(|tokens| tokens.has(Role::Admin));
        if self.admin && !admin { Err(Error::NoAdminToken) } else { Ok(()) }
    }

    /// The limit that holds at the address.
    pub(crate) fn rate_at(&self, listen: SocketAddr) -> u32 {
        self.rate.unwrap_or(if listen.ip().is_loopback() { 0 } else { Self::RATE })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_machines_are_served_only_with_tokens_or_when_told_so() {
        let (here, everywhere) = ("127.0.0.1:7878".parse().unwrap(), "0.0.0.0:7878".parse().unwrap());
        let none = Settings::default();
        assert!(none.check(here).is_ok());
        assert!(matches!(none.check(everywhere), Err(Error::NotLoopback { .. })));
        assert!(Settings { no_auth: true, ..none.clone() }.check(everywhere).is_ok());
        let tokens = Tokens::of_lines("0123456789abcdef").ok();
        assert!(Settings { tokens: tokens.clone(), ..none.clone() }.check(everywhere).is_ok());
        let admin = Settings { admin: true, tokens, ..none };
        assert!(matches!(admin.check(here), Err(Error::NoAdminToken)), "no token is for admin calls");
    }
}
