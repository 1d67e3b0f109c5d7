//! `/api/v1/openapi.json`: the OpenAPI 3.1 document, made from the table of [`operation`](crate::operation)s and the
//! schemas of the very types that are answered.

use crate::freshness::constant;
use crate::operation::{ALL, NDJSON, Operation, Parameter, SchemaOf, Shape, Takes};
use crate::refusal::ErrorBody;
use axum::http::{HeaderMap, HeaderValue};
use axum::routing::{MethodRouter, get};
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// The route of the document; it names admin calls where they are answered.
pub(crate) fn route<S: Clone + Send + Sync + 'static>(admin: bool) -> MethodRouter<S> {
    let bytes = serde_json::to_vec(&openapi(admin)).unwrap_or_default();
    let mut tag = "W/\"".to_owned();
    Sha256::digest(&bytes).iter().take(12).for_each(|byte| {
        let _ = write!(tag, "{byte:02x}"); // a String takes everything
    });
    let tag = HeaderValue::try_from(tag + "\"").unwrap_or(HeaderValue::from_static("\"\""));
    get(async move |headers: HeaderMap| constant(&headers, tag, "application/json", bytes))
}

fn openapi(admin: bool) -> Value {
    let settings = SchemaSettings::draft2020_12()
        .for_serialize()
        .with(|settings| settings.definitions_path = "/components/schemas".into());
    let mut generator = settings.into_generator();
    let mut paths = Map::new();
    for operation in ALL.iter().filter(|operation| admin || !operation.admin) {
        let path = paths.entry(operation.path).or_insert_with(|| json!({}));
        path[operation.method] = described(operation, &mut generator);
    }
    let error = generator.subschema_for::<ErrorBody>();
    let schemas = generator.take_definitions(true);
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "chuchu 出处",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Who said it, where and when, and is it quoted right? Texts are reported, never judged; \
                what is not in this corpus is not thereby false.",
        },
        "servers": [{"url": "/api/v1"}],
        "security": [{}, {"token": []}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "responses": {"Refusal": {
                "description": "Why there is no answer",
                "content": {"application/json": {"schema": error}},
            }},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    })
}

fn described(operation: &Operation, generator: &mut SchemaGenerator) -> Value {
    let mut parameters: Vec<Value> = operation.all().map(parameter).collect();
    if operation.path.contains("{id}") {
        parameters.push(id(operation.path));
    }
    let mut described = json!({
        "operationId": operation.id,
        "summary": operation.summary,
        "parameters": parameters,
        "responses": responses(operation, generator),
    });
    if let Takes::Body(bodies, most) = operation.takes {
        let description = format!("At most {most} bytes");
        let content = content(bodies, generator);
        described["requestBody"] = json!({"required": true, "description": description, "content": content});
    }
    if operation.admin {
        described["security"] = json!([{"token": []}]);
    }
    described
}

fn content(types: &[(&str, SchemaOf)], generator: &mut SchemaGenerator) -> Value {
    let typed = types.iter().map(|(name, schema)| {
        let record = schema(generator);
        let schema = match *name {
            NDJSON => json!({"type": "array", "items": record, "description": "A record a line"}),
            _ => json!(record),
        };
        ((*name).to_owned(), json!({"schema": schema}))
    });
    typed.collect::<Map<_, _>>().into()
}

/// What may be answered. Every refusal has one shape.
fn responses(operation: &Operation, generator: &mut SchemaGenerator) -> Value {
    let mut responses =
        json!({"200": {"description": "The answer", "content": content(operation.gives, generator)}});
    let body = matches!(operation.takes, Takes::Body(..));
    let refusals = [
        ("304", operation.path.starts_with("/documents") || operation.path.starts_with("/passages")),
        ("400", true),
        ("401", true),
        ("403", true),
        ("404", true),
        ("409", operation.admin),
        ("413", body),
        ("414", true),
        ("415", body),
        ("422", body || operation.id == "cite"),
        ("429", true),
        ("503", true),
        ("507", operation.admin),
    ];
    for (status, _) in refusals.into_iter().filter(|(_, may)| *may) {
        responses[status] = match status {
            "304" => json!({"description": "The client has it already"}),
            _ => json!({"$ref": "#/components/responses/Refusal"}),
        };
    }
    responses
}

fn parameter(parameter: &'static Parameter) -> Value {
    json!({
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": parameter.about,
        "schema": shape(parameter.shape, parameter.required),
        "style": "form",
        "explode": false,
    })
}

/// A date; days that a month never has are left out.
const DATE: &str = "([1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])(-(0[1-9]|1[0-2])|-(0[13578]|1[02])-(0[1-9]|\
    [12][0-9]|3[01])|-(0[469]|11)-(0[1-9]|[12][0-9]|30)|-02-(0[1-9]|1[0-9]|2[0-8]))?";

/// What the id of a document has at its ends, and between them.
const END: &str = r"[^#\s\x00-\x1f\x7f-\x9f]";
const INNER: &str = r"[^#\x00-\x1f\x7f-\x9f]";

/// The values that a parameter takes. One without a value counts as not given, unless it must be.
fn shape(shape: Shape, required: bool) -> Value {
    let least = usize::from(required);
    let or_none = |words: &[&'static str]| {
        let none = (!required).then_some("");
        words.iter().copied().chain(none).collect::<Vec<_>>()
    };
    let pattern = |pattern: String| {
        let maybe = if required { "" } else { "?" };
        json!({"type": "string", "pattern": format!("^({pattern}){maybe}$")})
    };
    match shape {
        Shape::Text => json!({"type": "string", "minLength": least}),
        Shape::Number(least, most) => {
            json!({"type": ["integer", "string"], "minimum": least, "maximum": most, "maxLength": 0})
        }
        Shape::Choice(words) => json!({"type": "string", "enum": or_none(words)}),
        Shape::Choices(words) => json!({"type": "array", "items": {"type": "string", "enum": words}}),
        Shape::Flag => json!({"type": "string", "enum": or_none(&["1", "0", "true", "false"])}),
        Shape::Date => pattern(DATE.to_owned()),
        Shape::Document => pattern(format!("{END}({INNER}*{END})?")),
        Shape::Documents => {
            let one = format!("^{END}({INNER}*{END})?$").replace("[^", "[^,");
            json!({"type": "array", "minItems": least, "items": {"type": "string", "pattern": one}})
        }
    }
}

/// The id in a path.
fn id(path: &str) -> Value {
    let document = format!("{END}({INNER}*{END})?");
    let pattern = if path.starts_with("/passages") {
        format!("^{document}#(a[1-9][0-9]{{0,8}})?[epthn][1-9][0-9]{{0,8}}$")
    } else {
        format!("^{document}$")
    };
    json!({"name": "id", "in": "path", "required": true, "description": "The id; percent-encode its # and /",
        "schema": {"type": "string", "maxLength": 255, "pattern": pattern}})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_is_described_and_every_reference_leads_somewhere() {
        let document = openapi(true);
        for operation in ALL {
            let described = &document["paths"][operation.path][operation.method];
            assert_eq!(described["operationId"], operation.id, "{}", operation.path);
        }
        let text = document.to_string();
        let references = text.split("\"$ref\":\"#").skip(1).filter_map(|rest| rest.split('"').next());
        let mut seen = 0;
        for pointer in references {
            assert!(document.pointer(pointer).is_some(), "{pointer}");
            seen += 1;
        }
        assert!(seen > 20, "{seen}");
    }

    #[test]
    fn ids_of_operations_are_names_of_their_own() {
        let mut ids: Vec<&str> = ALL.iter().map(|operation| operation.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), ALL.len());
    }
}
