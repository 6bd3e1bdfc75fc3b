//! The shapes of subscriptions and invoices, with every key that Stripe shows.

use serde_json::{Value, json};

use crate::products;

/// What a subscription is made of.
pub(super) struct NewSubscription<'a> {
    pub(super) id: String,
    pub(super) item: String,
    pub(super) customer: &'a str,
    pub(super) method: Option<&'a str>,
    pub(super) price: &'a Value,
    pub(super) quantity: i64,
    pub(super) fee_percent: Option<f64>,
    pub(super) application: Value,
    pub(super) metadata: Value,
    pub(super) now: i64,
    pub(super) trial_end: Option<i64>,
    pub(super) period_end: i64,
    pub(super) saves_method: Option<&'a str>,
    pub(super) missing_method: &'a str,
}

pub(super) fn subscription(new: &NewSubscription<'_>) -> Value {
    let price = new.price;
    let recurring = &price["recurring"];
    let plan = json!({
        "id": price["id"], "object": "plan", "active": price["active"], "amount": price["unit_amount"],
        "amount_decimal": price["unit_amount_decimal"], "billing_scheme": "per_unit", "created": price["created"],
        "currency": price["currency"], "interval": recurring["interval"], "interval_count": recurring["interval_count"],
        "livemode": false, "metadata": {}, "meter": null, "nickname": null, "product": price["product"],
        "tiers_mode": null, "transform_usage": null, "trial_period_days": null, "usage_type": "licensed",
    });
    let item = json!({
        "id": new.item, "object": "subscription_item", "billing_thresholds": null, "created": new.now,
        "current_period_end": new.period_end, "current_period_start": new.now, "current_trial": null, "discounts": [],
        "metadata": {}, "plan": plan, "price": price, "quantity": new.quantity, "subscription": new.id, "tax_rates": [],
    });
    json!({
        "id": new.id, "object": "subscription", "application": new.application, "application_fee_percent": new.fee_percent,
        "automatic_tax": { "disabled_reason": null, "enabled": false, "liability": null },
        "billing_cycle_anchor": new.trial_end.unwrap_or(new.now), "billing_cycle_anchor_config": null,
        "billing_mode": { "type": "flexible", "flexible": { "proration_discounts": "included" } }, "billing_schedules": [],
        "billing_thresholds": null, "cancel_at": null, "cancel_at_period_end": false, "canceled_at": null,
        "cancellation_details": { "comment": null, "feedback": null, "feedback_option": null, "reason": null },
        "collection_method": "charge_automatically", "created": new.now, "currency": price["currency"],
        "customer": new.customer, "customer_account": null, "days_until_due": null, "default_payment_method": new.method,
        "default_source": null, "default_tax_rates": [], "description": null, "discounts": [], "ended_at": null,
        "invoice_settings": { "account_tax_ids": null, "custom_fields": null, "description": null, "footer": null, "issuer": { "type": "self" } },
        "items": { "object": "list", "data": [item], "has_more": false, "url": format!("/v1/subscription_items?subscription={}", new.id) },
        "latest_invoice": null, "livemode": false, "managed_payments": { "enabled": false }, "metadata": new.metadata,
        "next_pending_invoice_item_invoice": null, "on_behalf_of": null, "pause_collection": null,
        "payment_settings": { "payment_method_options": null, "payment_method_types": null, "save_default_payment_method": new.saves_method },
        "pending_invoice_item_interval": null, "pending_setup_intent": null, "pending_update": null, "schedule": null,
        "start_date": new.now, "status": if new.trial_end.is_some() { "trialing" } else { "incomplete" }, "test_clock": null,
        "transfer_data": null, "trial_end": new.trial_end,
        "trial_settings": { "end_behavior": { "billing_cycle_anchor": null, "missing_payment_method": new.missing_method } },
        "trial_start": new.trial_end.map(|_| new.now),
    })
}

/// What an invoice is made of.
pub(super) struct NewInvoice<'a> {
    pub(super) id: String,
    pub(super) line: String,
    pub(super) subscription: &'a Value,
    pub(super) customer: &'a Value,
    pub(super) amount: i64,
    pub(super) reason: &'a str,
    pub(super) period: (i64, i64),
    pub(super) now: i64,
}

fn line(new: &NewInvoice<'_>) -> Value {
    let item = &new.subscription["items"]["data"][0];
    json!({
        "id": new.line, "object": "line_item", "amount": new.amount, "currency": new.subscription["currency"],
        "description": "Subscription", "discount_amounts": [], "discountable": true, "discounts": [], "invoice": new.id,
        "livemode": false, "metadata": {},
        "parent": {
            "invoice_item_details": null, "type": "subscription_item_details",
            "subscription_item_details": {
                "invoice_item": null, "proration": false, "proration_details": null,
                "subscription": new.subscription["id"], "subscription_item": item["id"],
            },
        },
        "period": { "end": new.period.1, "start": new.period.0 }, "pretax_credit_amounts": [],
        "pricing": {
            "price_details": { "price": item["price"]["id"], "product": item["price"]["product"] }, "type": "price_details",
            "unit_amount_decimal": new.amount.to_string(),
        },
        "quantity": item["quantity"], "quantity_decimal": item["quantity"].to_string(), "subscription": new.subscription["id"],
        "subtotal": new.amount, "taxes": [],
    })
}

pub(super) fn invoice(new: &NewInvoice<'_>) -> Value {
    let (amount, customer) = (new.amount, new.customer);
    json!({
        "id": new.id, "object": "invoice", "account_country": "RO", "account_name": null, "account_tax_ids": null,
        "amount_due": amount, "amount_overpaid": 0, "amount_paid": 0, "amount_remaining": amount, "amount_shipping": 0,
        "application": new.subscription["application"], "attempt_count": 0, "attempted": false, "auto_advance": true,
        "automatic_tax": { "disabled_reason": null, "enabled": false, "liability": null, "provider": null, "status": null },
        "automatically_finalizes_at": null, "billing_reason": new.reason, "collection_method": "charge_automatically",
        "created": new.now, "currency": new.subscription["currency"], "custom_fields": null, "customer": customer["id"],
        "customer_account": null, "customer_address": customer["address"], "customer_email": customer["email"],
        "customer_name": customer["name"], "customer_phone": customer["phone"], "customer_shipping": null,
        "customer_tax_exempt": "none", "customer_tax_ids": [], "default_payment_method": null, "default_source": null,
        "default_tax_rates": [], "description": null, "discounts": [], "due_date": null, "effective_at": null,
        "ending_balance": 0, "footer": null, "from_invoice": null, "hosted_invoice_url": null, "invoice_pdf": null,
        "issuer": { "type": "self" }, "last_finalization_error": null, "latest_revision": null,
        "lines": { "object": "list", "data": [line(new)], "has_more": false, "url": format!("/v1/invoices/{}/lines", new.id) },
        "livemode": false, "metadata": {}, "next_payment_attempt": null, "number": null, "on_behalf_of": null,
        "parent": {
            "quote_details": null, "type": "subscription_details",
            "subscription_details": { "metadata": new.subscription["metadata"], "subscription": new.subscription["id"] },
        },
        "payment_settings": { "default_mandate": null, "payment_method_options": null, "payment_method_types": null },
        "period_end": new.now, "period_start": new.now, "post_payment_credit_notes_amount": 0,
        "pre_payment_credit_notes_amount": 0, "receipt_number": null, "rendering": null, "shipping_cost": null,
        "shipping_details": null, "starting_balance": 0, "statement_descriptor": null, "status": "draft",
        "status_transitions": { "finalized_at": null, "marked_uncollectible_at": null, "paid_at": null, "voided_at": null },
        "subtotal": amount, "subtotal_excluding_tax": amount, "test_clock": null, "total": amount, "total_discount_amounts": [],
        "total_excluding_tax": amount, "total_pretax_credit_amounts": [], "total_taxes": [], "webhooks_delivered_at": null,
    })
}

/// What one interval costs, minor units.
pub(super) fn cost(subscription: &Value) -> i64 {
    let item = &subscription["items"]["data"][0];
    products::amount(&item["price"]).saturating_mul(item["quantity"].as_i64().unwrap_or(1))
}
