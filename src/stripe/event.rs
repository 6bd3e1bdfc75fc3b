//! Stripe's event envelope. Unknown types and objects pass; of the object inside only its ids are read.

use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::error::{Code, Error, Result};

/// One event, read after its signature was checked.
#[derive(Clone, Debug)]
pub struct Event {
    /// `evt_…`, the same when Stripe sends it again.
    pub id: String,
    /// Such as `payment_intent.succeeded`.
    pub kind: String,
    /// The connected account it happened on; None means the platform itself.
    pub account: Option<String>,
    /// Whether it is about real money.
    pub livemode: bool,
    /// When it happened, in seconds since the epoch.
    pub created: i64,
    /// The ids in the object that it is about.
    pub object: Ids,
}

/// The ids in an event's object, as far as it has them.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Ids {
    /// Its own.
    #[serde(default, deserialize_with = "id")]
    pub id: Option<String>,
    /// The payment intent of a charge.
    #[serde(default, deserialize_with = "id")]
    pub payment_intent: Option<String>,
    /// The account of a capability.
    #[serde(default, deserialize_with = "id")]
    pub account: Option<String>,
}

/// An id, or the id of the object that stands in its place; anything else is none.
fn id<'de, D: Deserializer<'de>>(from: D) -> std::result::Result<Option<String>, D::Error> {
    let value = Value::deserialize(from)?;
    let text = value.as_str().or_else(|| value.get("id").and_then(Value::as_str));
    Ok(text.map(ToOwned::to_owned))
}

#[derive(Deserialize)]
struct Wire {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    account: Option<String>,
    livemode: bool,
    created: i64,
    data: Data,
}

#[derive(Deserialize)]
struct Data {
    object: Ids,
}

impl Event {
    /// Reads the raw body of a webhook.
    ///
    /// # Errors
    /// `BAD_JSON` with the path of what could not be read.
    pub fn parse(raw: &[u8]) -> Result<Self> {
        // Keeping track of the path costs more than reading: only who is wrong is read a second time.
        let wire: Wire = serde_json::from_slice(raw).or_else(|_| -> Result<Wire> {
            let mut json = serde_json::Deserializer::from_slice(raw);
            let read = serde_path_to_error::deserialize(&mut json);
            let read = read.map_err(|error| Error::invalid(Code::BadJson).because(error))?;
            json.end().map_err(|error| Error::invalid(Code::BadJson).because(error))?;
            Ok(read)
        })?;
        Ok(Self {
            id: wire.id,
            kind: wire.kind,
            account: wire.account,
            livemode: wire.livemode,
            created: wire.created,
            object: wire.data.object,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_envelope_and_the_ids_within_are_read() {
        let event = Event::parse(
            br#"{"id":"evt_1","object":"event","api_version":"2026-09-30.endive","account":"acct_1",
                "created":1771322400,"livemode":false,"pending_webhooks":1,"new_field":[1.10],
                "data":{"object":{"id":"pi_1","amount":4999,"ratio":1.10},"previous_attributes":{}},
                "type":"payment_intent.brand_new","request":{"id":null}}"#,
        )
        .unwrap();
        assert_eq!((event.id.as_str(), event.kind.as_str()), ("evt_1", "payment_intent.brand_new"));
        assert_eq!(event.account.as_deref(), Some("acct_1"));
        assert_eq!((event.created, event.livemode), (1_771_322_400, false));
        assert_eq!((event.object.id.as_deref(), event.object.payment_intent), (Some("pi_1"), None));
    }

    #[test]
    fn an_id_may_be_expanded() {
        let ids = |object: &str| {
            let text = format!(
                r#"{{"id":"evt_1","type":"x","created":1,"livemode":true,"data":{{"object":{object}}}}}"#
            );
            Event::parse(text.as_bytes()).unwrap().object
        };
        for intent in [r#""pi_1""#, r#"{"amount":1,"id":"pi_1"}"#] {
            let charge = ids(&format!(r#"{{"id":"ch_1","payment_intent":{intent},"account":null}}"#));
            assert_eq!(charge.payment_intent.as_deref(), Some("pi_1"));
            assert_eq!((charge.id.as_deref(), charge.account), (Some("ch_1"), None));
        }
        assert_eq!(ids(r#"{"id":7,"payment_intent":[]}"#).payment_intent, None);
    }

    #[test]
    fn what_follows_the_body_is_refused() {
        let body = r#"{"id":"evt_1","type":"x","created":1,"livemode":true,"data":{"object":{}}}"#;
        assert!(Event::parse(body.as_bytes()).is_ok());
        assert_eq!(Event::parse(format!("{body}{{}}").as_bytes()).unwrap_err().code, Code::BadJson);
    }

    #[test]
    fn an_object_without_an_id_passes() {
        let event = Event::parse(
            br#"{"id":"evt_2","type":"balance.available","created":1,"livemode":true,"data":{"object":{}}}"#,
        )
        .unwrap();
        assert_eq!((event.object.id, event.account), (None, None));
    }

    #[test]
    fn an_unreadable_body_says_where() {
        let error = Event::parse(
            br#"{"id":"evt_3","type":"x","created":"soon","livemode":true,"data":{"object":{}}}"#,
        )
        .unwrap_err();
        assert_eq!(error.code, Code::BadJson);
        assert!(error.cause().unwrap().starts_with("created:"), "{:?}", error.cause());
        assert!(Event::parse(b"").is_err());
    }
}
