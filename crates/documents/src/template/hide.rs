//! Variants: what a blind or public copy must not show is taken out of the data, before digest and layout.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::front::Template;
use crate::error::DocumentError;

/// Applies the rule of a variant to the data of a form.
///
/// # Errors
/// [`DocumentError::Variant`] when the form is not made in this variant, [`DocumentError::Template`] when the rule names
/// what the form does not have.
pub(crate) fn apply(template: &Template, variant: &str, data: &mut Value) -> Result<(), DocumentError> {
    let rule = template.front.variants.get(variant).ok_or_else(|| DocumentError::Variant {
        form: template.front.id.clone(),
        variant: variant.to_owned(),
    })?;
    for hidden in &rule.hides {
        let (path, instead) = hidden.split_once('=').map_or((hidden.as_str(), None), |(p, i)| (p, Some(i)));
        let keys: Vec<&str> = path.split('.').collect();
        if !hide(data, &keys, instead) {
            return Err(template.fail(0, "unknown_value", hidden));
        }
    }
    Ok(())
}

/// The fields of lists that a variant hides without anything in their place: their columns are not printed.
pub(super) fn columns(template: &Template, variant: &str) -> BTreeSet<String> {
    let hides = template.front.variants.get(variant).map_or(&[][..], |rule| &rule.hides);
    hides
        .iter()
        .filter(|path| !path.contains('='))
        .filter_map(|path| path.rsplit_once('.').map(|(_, field)| field.to_owned()))
        .collect()
}

/// Takes out one path; false when the form has no such value.
fn hide(data: &mut Value, keys: &[&str], instead: Option<&str>) -> bool {
    match (data, keys) {
        (Value::Object(map), [key]) => replace(map, key, instead),
        (Value::Object(map), [key, rest @ ..]) => {
            map.get_mut(*key).is_some_and(|inner| hide(inner, rest, instead))
        }
        (Value::Array(items), keys) => items.iter_mut().all(|item| hide(item, keys, instead)),
        // A list that nobody recorded hides nothing.
        (Value::Null, _) => true,
        _ => false,
    }
}

fn replace(map: &mut Map<String, Value>, key: &str, instead: Option<&str>) -> bool {
    let Some(old) = map.get(key) else { return false };
    let new = match (instead, old) {
        (Some(other), _) => match map.get(other) {
            Some(value) => value.clone(),
            None => return false,
        },
        (None, Value::Array(_)) => Value::Array(Vec::new()),
        (None, Value::String(_)) => Value::String(String::new()),
        (None, _) => Value::Null,
    };
    map.insert(key.to_owned(), new);
    true
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_hidden_value_is_gone_or_another_stands_in_its_place() {
        let mut data =
            json!({"chair": "吴示例", "experts": [{"name": "吴示例", "code": "专家01"}], "rows": [1]});
        assert!(hide(&mut data, &["chair"], None));
        assert!(hide(&mut data, &["experts", "name"], Some("code")));
        assert!(hide(&mut data, &["rows"], None));
        assert!(!hide(&mut data, &["nothing"], None));
        assert_eq!(data, json!({"chair": "", "experts": [{"name": "专家01", "code": "专家01"}], "rows": []}));
    }
}
