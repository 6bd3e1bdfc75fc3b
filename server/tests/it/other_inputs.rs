//! What every operation can be asked for besides what its documentation shows.

use crate::every_operation::NOBODYS;
use crate::support::{Value, json};

/// The same operation asking for something else; None when there is nothing else to ask for.
pub(crate) fn other_input(name: &str) -> Option<Value> {
    Some(match name {
        // Whose mail it is says whose key it is: strangers have no other name.
        "request_magic_link" => json!({ "email": "ada@example.com", "redirectTo": "/dashboard/links" }),
        "claim_free_paylink" | "start_payment" | "start_hosted_checkout" | "start_subscription" => {
            json!({ "email": "other@example.com" })
        }
        "cancel_purchase_subscription" | "resume_purchase_subscription" | "start_card_change" => {
            json!({ "subscriptionId": NOBODYS })
        }
        "update_checkout_settings" => json!({ "hosted": false }),
        "create_account_link" => json!({ "returnUrl": "/dashboard/settings" }),
        "ai_draft_paylink" => json!({ "prompt": "Tea, 20 RON" }),
        "create_paylink" => json!({ "title": "Other", "priceType": "FIXED", "amount": 4999 }),
        "create_product" => json!({ "name": "Other", "prices": [{ "currency": "RON", "amountMinor": 500 }] }),
        "set_payment_limits" => json!({ "limits": [] }),
        "set_paylinks_active" => json!({ "ids": [NOBODYS], "active": false }),
        "set_paylinks_archived" => json!({ "ids": [NOBODYS], "archived": false }),
        "create_promotion_code" => json!({ "code": "OTHER", "percentOff": 5 }),
        "complete_onboarding" => json!({ "name": "Other", "country": "RO", "defaultCurrency": "RON" }),
        "complete_invoice" => json!({ "checkoutSessionId": NOBODYS, "name": "Other" }),
        "update_invoice_settings" => json!({ "prefix": "OTHER-" }),
        "create_api_key" | "update_me" => json!({ "name": "Other" }),
        "presign_upload" => json!({ "filename": "other.pdf", "contentType": "application/pdf" }),
        "update_branding" => json!({ "accent": "#123456" }),
        "refresh_stripe_account"
        | "request_erasure"
        | "create_login_link"
        | "dismiss_checklist"
        | "revoke_other_sessions"
        | "create_merchant" => return None,
        name => panic!("what else can {name} be asked for?"),
    })
}
