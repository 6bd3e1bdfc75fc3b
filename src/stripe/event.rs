//! Stripe's event envelope. Unknown types and objects pass; the object inside is kept as its text.

use serde::Deserialize;
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
    /// The id of the object inside, when it has one.
    pub object_id: Option<String>,
    /// The object inside as JSON, as it was when the event happened.
    pub object: String,
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
    object: Value,
}

impl Event {
    /// Reads the raw body of a webhook.
    ///
    /// # Errors
    /// `BAD_JSON` with the path of what could not be read.
    pub fn parse(raw: &[u8]) -> Result<Self> {
        let mut json = serde_json::Deserializer::from_slice(raw);
        let wire: Wire = serde_path_to_error::deserialize(&mut json)
            .map_err(|error| Error::invalid(Code::BadJson).because(error))?;
        Ok(Self {
            id: wire.id,
            kind: wire.kind,
            account: wire.account,
            livemode: wire.livemode,
            created: wire.created,
            object_id: wire.data.object.get("id").and_then(Value::as_str).map(str::to_owned),
            object: wire.data.object.to_string(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_envelope_is_read_and_the_object_keeps_its_text() {
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
        assert_eq!(event.object_id.as_deref(), Some("pi_1"));
        assert!(event.object.contains(r#""amount":4999"#) && event.object.contains(r#""ratio":1.10"#));
    }

    #[test]
    fn an_object_without_an_id_passes() {
        let event = Event::parse(
            br#"{"id":"evt_2","type":"balance.available","created":1,"livemode":true,"data":{"object":{}}}"#,
        )
        .unwrap();
        assert_eq!((event.object_id, event.account), (None, None));
    }

    #[test]
    fn an_unreadable_body_says_where() {
        let error = Event::parse(
            br#"{"id":"evt_3","type":"x","created":"soon","livemode":true,"data":{"object":1}}"#,
        )
        .unwrap_err();
        assert_eq!(error.code, Code::BadJson);
        assert!(error.cause().unwrap().starts_with("created:"), "{:?}", error.cause());
        assert!(Event::parse(b"").is_err());
    }
}
