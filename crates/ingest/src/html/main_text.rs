//! Which element of a page holds its text: what it calls so, else the block in which most of the words stand.

use super::Scope;
use super::tags::{attribute, heading, is_block, is_furniture, is_silent, name, text};
use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use scraper::Node;
use std::collections::{HashMap, HashSet};

/// The share of the words of a block, in percent, that one block in it must have to be looked into.
const MOST: usize = 70;
/// A menu has so many links at least.
const LINKS: usize = 3;
/// The share of its words, in percent, that are links in a menu.
const LINKED: usize = 70;
/// Elements that may be menus.
const MENUS: [&str; 8] = ["ul", "ol", "dl", "div", "table", "p", "section", "center"];

/// The element of the text. Cost: linear in the page.
pub(super) fn root(body: NodeRef<'_, Node>) -> NodeRef<'_, Node> {
    let weights = Weights::of(body);
    let named = |is: &dyn Fn(NodeRef<'_, Node>) -> bool| {
        let all: Vec<NodeRef<'_, Node>> = body.descendants().filter(|node| is(*node)).collect();
        let most = all.iter().copied().max_by_key(|node| weights.words(*node))?;
        let sum: usize = all.iter().map(|node| weights.words(*node)).sum();
        (weights.words(most) > 0 && weights.words(most) * 100 >= sum * MOST).then_some(most)
    };
    named(&|node| name(node) == "article")
        .or_else(|| named(&|node| name(node) == "main" || attribute(node, "role") == Some("main")))
        .unwrap_or_else(|| weights.densest(body))
}

/// The blocks that are lists of links. Cost: linear.
pub(super) fn menus(body: NodeRef<'_, Node>) -> HashSet<NodeId> {
    let Weights(all) = Weights::of(body);
    let menu = |weight: &Weight| {
        let linked = weight.linked * 100 > (weight.words + weight.linked) * LINKED;
        weight.links >= LINKS && weight.may_be_menu && linked
    };
    all.into_iter().filter(|(_, weight)| menu(weight)).map(|(id, _)| id).collect()
}

/// What an element has in it.
#[derive(Clone, Copy, Debug, Default)]
struct Weight {
    /// Words outside of links.
    words: usize,
    /// Words in links.
    linked: usize,
    links: usize,
    /// Headings of the first level.
    titles: usize,
    may_be_menu: bool,
}

/// What each element has in it.
struct Weights(HashMap<NodeId, Weight>);

impl Weights {
    fn of(body: NodeRef<'_, Node>) -> Self {
        let mut all = HashMap::new();
        let (mut open, mut muted, mut links) = (vec![Weight::default()], 0usize, 0usize);
        let mute = |node| is_silent(node) || is_furniture(node, Scope::MainText);
        for edge in body.traverse() {
            match edge {
                Edge::Open(node) => {
                    muted += usize::from(mute(node));
                    links += usize::from(name(node) == "a");
                    let letters = |text: &str| text.chars().filter(|c| chuchu_text::is_letter(*c)).count();
                    let words = text(node).filter(|_| muted == 0).map_or(0, letters);
                    open.push(Weight {
                        words: if links == 0 { words } else { 0 },
                        linked: if links > 0 { words } else { 0 },
                        links: usize::from(name(node) == "a"),
                        titles: usize::from(muted == 0 && heading(node) == Some(1)),
                        may_be_menu: MENUS.contains(&name(node)),
                    });
                }
                Edge::Close(node) => {
                    muted -= usize::from(mute(node));
                    links -= usize::from(name(node) == "a");
                    let weight = open.pop().unwrap_or_default();
                    all.insert(node.id(), weight);
                    if let Some(above) = open.last_mut() {
                        above.add(weight);
                    }
                }
            }
        }
        Self(all)
    }

    fn get(&self, node: NodeRef<'_, Node>) -> Weight {
        self.0.get(&node.id()).copied().unwrap_or_default()
    }

    fn words(&self, node: NodeRef<'_, Node>) -> usize {
        self.get(node).words
    }

    /// Goes down as long as one block has nearly all words and no heading of the first level is lost.
    fn densest<'a>(&self, body: NodeRef<'a, Node>) -> NodeRef<'a, Node> {
        let mut at = body;
        loop {
            let Some(heaviest) = at.children().filter(|n| is_block(*n)).max_by_key(|n| self.words(*n)) else {
                return at;
            };
            let heavy = self.words(heaviest) * 100 >= self.words(at) * MOST && self.words(heaviest) > 0;
            if !heavy
                || matches!(name(heaviest), "p" | "pre")
                || self.get(heaviest).titles < self.get(at).titles
            {
                return at;
            }
            at = heaviest;
        }
    }
}

impl Weight {
    fn add(&mut self, inner: Self) {
        self.words += inner.words;
        self.linked += inner.linked;
        self.links += inner.links;
        self.titles += inner.titles;
    }
}
