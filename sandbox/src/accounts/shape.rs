//! What an account looks like when it is new.

use serde_json::{Value, json};

use crate::errors::{Result, StripeError};
use crate::form::Params;
use crate::payment_methods::metadata;
use crate::state::PLATFORM;

/// What Stripe asks a new Romanian company for.
const DUE: &[&str] = &[
    "business_profile.mcc",
    "business_profile.url",
    "business_type",
    "external_account",
    "representative.dob.day",
    "representative.email",
    "representative.first_name",
    "representative.last_name",
    "tos_acceptance.date",
    "tos_acceptance.ip",
];

const COUNTRIES: &[(&str, &str)] = &[
    ("RO", "ron"),
    ("GB", "gbp"),
    ("US", "usd"),
    ("HU", "huf"),
    ("PL", "pln"),
    ("CZ", "czk"),
    ("SE", "sek"),
    ("DK", "dkk"),
    ("NO", "nok"),
    ("CH", "chf"),
    ("BG", "bgn"),
];
const EURO_COUNTRIES: &[&str] = &[
    "AT", "BE", "CY", "DE", "EE", "ES", "FI", "FR", "GR", "HR", "IE", "IT", "LT", "LU", "LV", "MT", "NL",
    "PT", "SI", "SK",
];

fn currency_of(country: &str) -> Option<&'static str> {
    if EURO_COUNTRIES.contains(&country) {
        return Some("eur");
    }
    COUNTRIES.iter().find(|(c, _)| *c == country).map(|(_, currency)| *currency)
}

/// Requirements with the given entries due.
pub(super) fn requirements(due: &[&str], disabled_reason: Option<&str>) -> Value {
    json!({
        "alternatives": [], "current_deadline": null, "currently_due": due, "disabled_reason": disabled_reason, "errors": [],
        "eventually_due": due, "past_due": due, "pending_verification": [],
    })
}

fn settings() -> Value {
    json!({
        "bacs_debit_payments": { "display_name": null, "service_user_number": null },
        "branding": { "icon": null, "logo": null, "primary_color": null, "secondary_color": null },
        "card_issuing": { "tos_acceptance": { "date": null, "ip": null } },
        "card_payments": {
            "decline_on": { "avs_failure": false, "cvc_failure": true }, "statement_descriptor_prefix": null,
            "statement_descriptor_prefix_kana": null, "statement_descriptor_prefix_kanji": null,
        },
        "dashboard": { "display_name": null, "timezone": "Etc/UTC" },
        "invoices": { "default_account_tax_ids": null, "hosted_payment_method_save": null },
        "payments": {
            "statement_descriptor": null, "statement_descriptor_kana": null, "statement_descriptor_kanji": null,
            "statement_descriptor_prefix_kana": null, "statement_descriptor_prefix_kanji": null,
        },
        "payouts": {
            "debit_negative_balances": true, "schedule": { "delay_days": 7, "interval": "daily" }, "statement_descriptor": null,
        },
        "sepa_debit_payments": {},
    })
}

fn profile(params: &Params) -> Value {
    let text = |name: &str| params.text(&format!("business_profile.{name}")).map(str::to_owned);
    json!({
        "annual_revenue": null, "estimated_worker_count": null, "mcc": text("mcc"), "minority_owned_business_designation": null,
        "name": text("name"), "product_description": text("product_description"),
        "specified_commercial_transactions_act_url": null, "support_address": null,
        "support_email": text("support_email"), "support_phone": text("support_phone"), "support_url": text("support_url"),
        "url": text("url"),
    })
}

fn controller(params: &Params, kind: &str) -> Value {
    let text =
        |path: &str, default: &str| params.text(&format!("controller.{path}")).unwrap_or(default).to_owned();
    let (dashboard, payer, losses, collection) = match kind {
        "custom" => ("none", "application_custom", "application", "application"),
        "express" => ("express", "application_express", "application", "stripe"),
        _ => ("full", "account", "stripe", "stripe"),
    };
    json!({
        "fees": { "payer": text("fees.payer", payer) }, "is_controller": true, "losses": { "payments": text("losses.payments", losses) },
        "requirement_collection": text("requirement_collection", collection),
        "stripe_dashboard": { "type": text("stripe_dashboard.type", dashboard) }, "type": "application",
    })
}

/// Marks the capabilities that the call asks for.
pub(super) fn request_capabilities(account: &mut Value, params: &Params) {
    let Some(asked) = params.at("capabilities").and_then(Value::as_object) else { return };
    for (name, request) in asked {
        if request["requested"] == "true" && account["capabilities"][name].is_null() {
            let open = account["charges_enabled"] == true;
            account["capabilities"][name] = if open { "active" } else { "inactive" }.into();
        }
    }
}

/// A new connected account.
pub(super) fn connected(id: &str, params: &Params, now: i64) -> Result {
    let country = params.text("country").unwrap_or("RO").to_ascii_uppercase();
    let Some(currency) = currency_of(&country) else {
        return Err(
            StripeError::invalid(format!("{country} is not currently supported by Stripe.")).param("country")
        );
    };
    let kind = match (params.text("type"), params.text("controller.stripe_dashboard.type")) {
        (Some(kind @ ("express" | "standard" | "custom")), _) => kind,
        (Some(_), _) => {
            return Err(StripeError::invalid("Invalid type: must be one of custom, express, or standard")
                .param("type"));
        }
        (None, Some("express")) => "express",
        (None, Some("none")) => "custom",
        (None, _) => "standard",
    };
    let mut account = json!({
        "id": id, "object": "account", "business_profile": profile(params), "business_type": params.text("business_type"),
        "capabilities": {}, "charges_enabled": false, "controller": controller(params, kind), "country": country, "created": now,
        "default_currency": params.text("default_currency").unwrap_or(currency), "details_submitted": false,
        "email": params.text("email"),
        "external_accounts": {
            "object": "list", "data": [], "has_more": false, "url": format!("/v1/accounts/{id}/external_accounts"),
        },
        "future_requirements": requirements(&[], None), "metadata": metadata(params), "payouts_enabled": false,
        "requirements": requirements(DUE, Some("requirements.past_due")), "settings": settings(),
        "tos_acceptance": { "date": null }, "type": kind,
    });
    request_capabilities(&mut account, params);
    Ok(account)
}

/// The platform's own account.
pub(crate) fn platform() -> Value {
    json!({
        "id": PLATFORM, "object": "account", "business_profile": profile(&Params::default()), "business_type": "company",
        "capabilities": { "card_payments": "active", "transfers": "active" }, "charges_enabled": true,
        "controller": { "type": "account" }, "country": "RO", "created": 1_700_000_000, "default_currency": "ron",
        "details_submitted": true, "email": "platform@sandbox.example",
        "external_accounts": {
            "object": "list", "data": [], "has_more": false, "url": format!("/v1/accounts/{PLATFORM}/external_accounts"),
        },
        "future_requirements": requirements(&[], None), "metadata": {}, "payouts_enabled": true,
        "requirements": requirements(&[], None), "settings": settings(), "tos_acceptance": { "date": 1_700_000_000 },
        "type": "standard",
    })
}
