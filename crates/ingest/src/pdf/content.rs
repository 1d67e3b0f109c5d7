//! The text operators of a page (PDF 32000-1, 9.4): which character is drawn where. Lines, colours and pictures are
//! passed over; forms are entered, to a depth.

use super::font::Font;
use super::glyph::{Drawn, Glyph, Matrix};
use crate::{IngestError, Limits};
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeMap;
use std::rc::Rc;
use unicode_normalization::UnicodeNormalization;

/// How deep forms may be drawn in forms.
const DEEPEST: usize = 12;
/// How many states may be saved.
const STATES: usize = 512;
/// How far up the tree of pages what a page inherits is looked for.
const HIGHEST: usize = 64;

/// Reads the pages of a document.
pub(super) struct Interpreter<'a> {
    document: &'a Document,
    /// Fonts that are objects of their own.
    fonts: BTreeMap<ObjectId, Rc<Font>>,
    limits: Limits,
    /// Bytes that may still be unpacked.
    left: usize,
}

/// The state of a page that text depends on.
#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    char_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

/// A stream of operators being read.
struct Drawing<'r> {
    resources: &'r Dictionary,
    state: State,
    saved: Vec<State>,
    text: Matrix,
    line: Matrix,
    depth: usize,
}

impl<'a> Interpreter<'a> {
    pub(super) fn new(document: &'a Document, limits: Limits) -> Self {
        let left = usize::try_from(limits.bytes).unwrap_or(usize::MAX);
        Self { document, fonts: BTreeMap::new(), limits, left }
    }

    /// The characters of a page. Cost: linear in its operators.
    pub(super) fn page(&mut self, id: ObjectId) -> Result<Drawn, IngestError> {
        let mut drawn = Drawn::default();
        let Ok(page) = self.document.get_dictionary(id) else { return Ok(drawn) };
        let corners =
            self.inherited(page, b"MediaBox").and_then(|b| b.as_array().ok()).map(|b| self.numbers(b));
        let turn = self.inherited(page, b"Rotate").and_then(|r| r.as_i64().ok()).unwrap_or(0).rem_euclid(360);
        let corners = corners.filter(|c| c.len() == 4).unwrap_or_else(|| vec![0.0, 0.0, 595.0, 842.0]);
        let matrix = match turn {
            90 => Matrix([0.0, -1.0, 1.0, 0.0, 0.0, 0.0]),
            180 => Matrix([-1.0, 0.0, 0.0, -1.0, 0.0, 0.0]),
            270 => Matrix([0.0, 1.0, -1.0, 0.0, 0.0, 0.0]),
            _ => Matrix::IDENTITY,
        };
        let ends = corners.chunks_exact(2).map(|c| Matrix::moved(c[0], c[1]).then(matrix).0[5]);
        let ends: Vec<f64> = ends.collect();
        drawn.bottom = ends.iter().copied().fold(f64::INFINITY, f64::min);
        drawn.top = ends.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let none = Dictionary::new();
        let resources = self.inherited(page, b"Resources").and_then(|r| r.as_dict().ok()).unwrap_or(&none);
        let content =
            self.document.get_page_content_with_limit(id, self.left).map_err(|_| self.too_large())?;
        self.draw(&content, Drawing::new(resources, State::new(matrix), 0), &mut drawn)?;
        Ok(drawn)
    }

    fn too_large(&self) -> IngestError {
        IngestError::TooLarge { what: "bytes after decompression", limit: self.limits.bytes }
    }

    /// What a page has, or a node of the tree above it.
    fn inherited(&self, page: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        let mut at = page;
        for _ in 0..HIGHEST {
            if let Ok(value) = at.get(key) {
                return self.document.dereference(value).ok().map(|(_, value)| value);
            }
            at = at
                .get(b"Parent")
                .and_then(|parent| self.document.dereference(parent))
                .ok()?
                .1
                .as_dict()
                .ok()?;
        }
        None
    }

    fn numbers(&self, list: &[Object]) -> Vec<f64> {
        let number = |object: &Object| self.document.dereference(object).ok()?.1.as_float().ok();
        list.iter().filter_map(number).map(f64::from).filter(|n| n.is_finite()).collect()
    }

    fn entry<'d>(&self, dict: &'d Dictionary, key: &[u8]) -> Option<&'d Dictionary>
    where
        'a: 'd,
    {
        self.document.dereference(dict.get(key).ok()?).ok()?.1.as_dict().ok()
    }

    fn draw(
        &mut self,
        content: &[u8],
        mut drawing: Drawing<'_>,
        drawn: &mut Drawn,
    ) -> Result<(), IngestError> {
        self.left = self.left.checked_sub(content.len()).ok_or_else(|| self.too_large())?;
        let Ok(content) = Content::decode(content) else { return Ok(()) };
        for operation in content.operations {
            let numbers = self.numbers(&operation.operands);
            let string = operation.operands.last().and_then(|o| o.as_str().ok());
            match operation.operator.as_str() {
                "Tf" => {
                    let name = operation.operands.first().and_then(|o| o.as_name().ok()).unwrap_or_default();
                    drawing.state.font = self.font(drawing.resources, name)?;
                    drawing.state.size = numbers.last().copied().unwrap_or(1.0);
                }
                "Tj" => drawing.show(string.unwrap_or_default(), drawn),
                "'" | "\"" => {
                    if let [word, char] = numbers.as_slice() {
                        (drawing.state.word_space, drawing.state.char_space) = (*word, *char);
                    }
                    drawing.next_line();
                    drawing.show(string.unwrap_or_default(), drawn);
                }
                "TJ" => {
                    let list = operation.operands.first().and_then(|o| o.as_array().ok());
                    list.into_iter().flatten().for_each(|piece| drawing.show_piece(piece, drawn));
                }
                "Do" if drawing.depth < DEEPEST => {
                    let name = operation.operands.first().and_then(|o| o.as_name().ok()).unwrap_or_default();
                    self.form(name, &drawing, drawn)?;
                }
                operator => drawing.operate(operator, &numbers),
            }
        }
        Ok(())
    }

    /// Draws a form; a picture draws nothing.
    fn form(&mut self, name: &[u8], drawing: &Drawing<'_>, drawn: &mut Drawn) -> Result<(), IngestError> {
        let forms = self.entry(drawing.resources, b"XObject");
        let form =
            forms.and_then(|forms| self.document.dereference(forms.get(name).ok()?).ok()?.1.as_stream().ok());
        let Some(form) =
            form.filter(|f| matches!(f.dict.get(b"Subtype").and_then(Object::as_name), Ok(b"Form")))
        else {
            return Ok(());
        };
        let content = form.get_plain_content_with_limit(self.left).map_err(|_| self.too_large())?;
        let mut state = drawing.state.clone();
        if let Some(matrix) = form.dict.get(b"Matrix").ok().and_then(|m| m.as_array().ok()) {
            state.matrix = six(&self.numbers(matrix)).then(state.matrix);
        }
        let resources = self.entry(&form.dict, b"Resources").unwrap_or(drawing.resources);
        self.draw(&content, Drawing::new(resources, state, drawing.depth + 1), drawn)
    }

    fn font(&mut self, resources: &Dictionary, name: &[u8]) -> Result<Option<Rc<Font>>, IngestError> {
        let Some(fonts) = self.entry(resources, b"Font") else { return Ok(None) };
        let Ok((id, dict)) = fonts.get(name).and_then(|font| self.document.dereference(font)) else {
            return Ok(None);
        };
        if let Some(known) = id.and_then(|id| self.fonts.get(&id)) {
            return Ok(Some(Rc::clone(known)));
        }
        let Ok(dict) = dict.as_dict() else { return Ok(None) };
        let (mut left, mut over) = (self.left, false);
        let mut unpack = |object: &Object| {
            let stream = object.as_stream().ok()?;
            let bytes = stream.get_plain_content_with_limit(left);
            over |= bytes.is_err();
            let bytes = bytes.ok()?;
            left = left.saturating_sub(bytes.len());
            Some(bytes)
        };
        let font = Rc::new(Font::read(self.document, dict, &mut unpack));
        self.left = left;
        if let Some(id) = id {
            self.fonts.insert(id, Rc::clone(&font));
        }
        Ok(Some(font))
    }
}

impl State {
    fn new(matrix: Matrix) -> Self {
        Self {
            matrix,
            font: None,
            size: 1.0,
            char_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        }
    }
}

impl<'r> Drawing<'r> {
    fn new(resources: &'r Dictionary, state: State, depth: usize) -> Self {
        let (text, line) = (Matrix::IDENTITY, Matrix::IDENTITY);
        Self { resources, state, saved: Vec::new(), text, line, depth }
    }

    /// Operators that draw nothing.
    fn operate(&mut self, operator: &str, numbers: &[f64]) {
        let first = numbers.first().copied().unwrap_or(0.0);
        match operator {
            "q" if self.saved.len() < STATES => self.saved.push(self.state.clone()),
            "Q" => self.state = self.saved.pop().unwrap_or_else(|| self.state.clone()),
            "cm" => self.state.matrix = six(numbers).then(self.state.matrix),
            "BT" => (self.text, self.line) = (Matrix::IDENTITY, Matrix::IDENTITY),
            "Tm" => (self.text, self.line) = (six(numbers), six(numbers)),
            "Td" | "TD" => {
                let y = numbers.get(1).copied().unwrap_or(0.0);
                if operator == "TD" {
                    self.state.leading = -y;
                }
                self.move_line(first, y);
            }
            "T*" => self.next_line(),
            "Tc" => self.state.char_space = first,
            "Tw" => self.state.word_space = first,
            "Tz" => self.state.stretch = first / 100.0,
            "TL" => self.state.leading = first,
            "Ts" => self.state.rise = first,
            _ => {}
        }
    }

    fn move_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::moved(x, y).then(self.line);
        self.text = self.line;
    }

    fn next_line(&mut self) {
        self.move_line(0.0, -self.state.leading);
    }

    fn show_piece(&mut self, piece: &Object, drawn: &mut Drawn) {
        if let Ok(string) = piece.as_str() {
            self.show(string, drawn);
        } else if let Ok(back) = piece.as_float() {
            let shift = -f64::from(back) / 1000.0 * self.state.size * self.state.stretch;
            self.text = Matrix::moved(shift, 0.0).then(self.text);
        }
    }

    /// Shows a string: each code is drawn and moves the place on (9.4.4).
    fn show(&mut self, string: &[u8], drawn: &mut Drawn) {
        let Some(font) = self.state.font.clone() else { return };
        for code in font.codes(string) {
            let State { size, stretch, rise, char_space, word_space, .. } = self.state;
            let place =
                Matrix([size * stretch, 0.0, 0.0, size, 0.0, rise]).then(self.text).then(self.state.matrix);
            let blank = if code.blank { word_space } else { 0.0 };
            let [a, b, c, d, x, y] = place.0;
            let level = a > 0.0 && b.abs() <= a.abs() * 0.2;
            if level && [x, y, a, d].iter().all(|n| n.is_finite()) {
                let text: String = code.text.chars().flat_map(plain).collect();
                let size = c.hypot(d);
                drawn.glyphs.push(Glyph { x, y, end: x + code.width * a, size, text });
            }
            let shift = (code.width * size + char_space + blank) * stretch;
            self.text = Matrix::moved(shift, 0.0).then(self.text);
        }
    }
}

fn six(numbers: &[f64]) -> Matrix {
    match numbers {
        [a, b, c, d, e, f] => Matrix([*a, *b, *c, *d, *e, *f]),
        _ => Matrix::IDENTITY,
    }
}

/// Fonts give radicals for characters that look like them (⼀ for 一) and one sign for fi: as they are meant.
fn plain(c: char) -> impl Iterator<Item = char> {
    let odd = matches!(c, '\u{2f00}'..='\u{2fdf}' | '\u{fb00}'..='\u{fb06}');
    let meant = odd.then(|| std::iter::once(c).nfkc()).into_iter().flatten();
    meant.chain((!odd && !c.is_control() && c != '\u{ad}').then_some(c))
}
