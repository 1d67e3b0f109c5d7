//! [`Tokens`]: who may ask. Only digests are kept, and compared without a difference in time that tells of a token.

use crate::Error;
use crate::refusal::Refusal;
use axum::extract::{Request, State};
use axum::http::header::AUTHORIZATION;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use std::fmt;
use std::path::Path;
use std::sync::Arc;

/// The shortest token, in bytes.
const SHORTEST: usize = 16;

/// What the bearer of a token may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Ask.
    Reader,
    /// Ask, add and remove.
    Admin,
}

/// The tokens of a file. Cheap to clone.
#[derive(Clone)]
pub struct Tokens(Arc<[([u8; 32], Role)]>);

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tokens").field("number", &self.0.len()).finish_non_exhaustive()
    }
}

impl Tokens {
    /// Reads a file of tokens, one a line; `admin ` before one lets its bearer change the corpus. Blank lines and those
    /// that begin with `#` are passed over.
    ///
    /// # Errors
    /// [`Error::TokenFile`] where it cannot be read, holds no token, or one that is easily guessed.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let fail = |cause: String| Error::TokenFile { path: path.to_owned(), cause };
        let text = std::fs::read_to_string(path).map_err(|error| fail(error.to_string()))?;
        Self::of_lines(&text).map_err(fail)
    }

    pub(crate) fn of_lines(text: &str) -> Result<Self, String> {
        let lines = (1..).zip(text.lines().map(str::trim));
        let inked = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        let token = |(number, line): (usize, &str)| {
            let (token, role) = match line.strip_prefix("admin ") {
                Some(token) => (token.trim(), Role::Admin),
                None => (line, Role::Reader),
            };
            if token.len() < SHORTEST || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
                return Err(format!(
                    "line {number}: a token has at least {SHORTEST} characters, ASCII without blanks"
                ));
            }
            Ok((digest(token.as_bytes()), role))
        };
        let tokens: Arc<[_]> = inked.map(token).collect::<Result<_, _>>()?;
        if tokens.is_empty() { Err("there is no token in it".to_owned()) } else { Ok(Self(tokens)) }
    }

    pub(crate) fn has(&self, role: Role) -> bool {
        self.0.iter().any(|(_, known)| *known == role)
    }

    /// What the bearer may do. All tokens are compared whole, whatever is found.
    fn role(&self, token: &[u8]) -> Option<Role> {
        let given = digest(token);
        self.0.iter().fold(None, |found, (known, role)| if same(known, &given) { Some(*role) } else { found })
    }
}

fn digest(token: &[u8]) -> [u8; 32] {
    Sha256::digest(token).into()
}

/// Compares in a time that does not depend on where the two differ.
fn same(a: &[u8; 32], b: &[u8; 32]) -> bool {
    a.iter().zip(b).fold(0, |difference, (a, b)| difference | (a ^ b)) == 0
}

/// Lets through who has a token, and tells handlers what it is for.
pub(crate) async fn bearers_only(
    State(tokens): State<Option<Tokens>>,
    mut request: Request,
    next: Next,
) -> Response {
    if let Some(tokens) = tokens {
        let given = request.headers().get(AUTHORIZATION).and_then(|value| bearer(value.as_bytes()));
        let Some(role) = given.and_then(|token| tokens.role(token)) else {
            return Refusal::Unauthorised.into_response();
        };
        request.extensions_mut().insert(role);
    }
    next.run(request).await
}

fn bearer(header: &[u8]) -> Option<&[u8]> {
    let (scheme, token) = header.split_at_checked(b"Bearer ".len())?;
    scheme.eq_ignore_ascii_case(b"Bearer ").then(|| token.trim_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_read_with_what_they_are_for() {
        let tokens = Tokens::of_lines("# readers\n\n0123456789abcdef\r\nadmin fedcba9876543210\n").unwrap();
        assert_eq!(tokens.role(b"0123456789abcdef"), Some(Role::Reader));
        assert_eq!(tokens.role(b"fedcba9876543210"), Some(Role::Admin));
        assert_eq!(tokens.role(b"admin fedcba9876543210"), None);
        assert_eq!(tokens.role(b""), None);
        assert!(!format!("{tokens:?}").contains("0123"));
    }

    #[test]
    fn tokens_that_are_easily_guessed_are_refused() {
        for text in ["", "# none", "secret", "0123456789 abcdef", "admin short", "口令口令口令口令口令口令"]
        {
            assert!(Tokens::of_lines(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_scheme_is_read_in_any_case() {
        assert_eq!(bearer(b"bearer abc "), Some(&b"abc"[..]));
        assert_eq!(bearer(b"Basic abc"), None);
        assert_eq!(bearer(b"Bear"), None);
    }
}
