//! Payments as a file: what the list shows, one payment a row.

use super::filter::Filter;
use super::{ListTransactions, Payment, receipt_number, store};
use crate::actor::Actor;
use crate::clock::Timestamp;
use crate::collecting;
use crate::core::Core;
use crate::error::{Code, Error, Result};
use crate::export::{Cell, Export, ROWS};
use crate::money::Currency;
use crate::page::{Page, PageRequest};

impl Export for ListTransactions {
    const FILE: &'static str = "payments";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "createdAt",
        "paidAt",
        "status",
        "currency",
        "amountMajor",
        "amountMinor",
        "platformFeeMajor",
        "platformFeeMinor",
        "netAmountMajor",
        "netAmountMinor",
        "refundedAmountMajor",
        "refundedAmountMinor",
        "settledCurrency",
        "stripeFeeMajor",
        "stripeFeeMinor",
        "settledMajor",
        "settledMinor",
        "customerEmail",
        "customerName",
        "customerPhone",
        "paymentMethod",
        "cardBrand",
        "cardLast4",
        "cardCountry",
        "receiptNumber",
        "payLinkId",
        "payLinkTitle",
        "payLinkSlug",
        "stripePaymentIntentId",
        "stripeChargeId",
        "failureCode",
        "failureMessage",
        "quantity",
        "items",
        "subtotalMinor",
        "discountMinor",
        "discount",
        "taxMinor",
        "surchargeMinor",
        "companyName",
        "companyTaxId",
        "companyCountry",
        "shippingLine1",
        "shippingLine2",
        "shippingCity",
        "shippingPostalCode",
        "shippingCountry",
        "termsText",
        "termsAcceptedAt",
        "customFields",
        "utmSource",
        "utmMedium",
        "utmCampaign",
        "utmTerm",
        "utmContent",
        "termsUrl",
    ];

    async fn rows(self, core: &Core, actor: &Actor, cursor: Option<String>) -> Result<Page<Vec<Cell>>> {
        // A file begins at the beginning and ends at the end.
        for (field, given) in [("cursor", self.cursor.is_some()), ("limit", self.limit.is_some())] {
            if given {
                return Err(Error::field(field, Code::UnknownField));
            }
        }
        let request = PageRequest { limit: ROWS, ..PageRequest::read(None, cursor.as_deref())? };
        let page = store::list(core, actor.merchant()?, &request, &Filter::read(&self)?).await?;
        page.try_map(|payment| row(&payment))
    }
}

fn row(payment: &Payment) -> Result<Vec<Cell>> {
    let order = payment.order()?;
    let amount = payment.amount();
    let major = |minor| Cell::major(minor, amount.currency);
    // Only of our own currencies it is known how many digits stand behind the point.
    let settled_currency = payment.settled_currency.as_deref().and_then(|code| Currency::parse(code).ok());
    let settled_major = |minor: Option<i64>| {
        minor.zip(settled_currency).map_or_else(Cell::empty, |(minor, currency)| Cell::major(minor, currency))
    };
    let number = |minor: Option<i64>| minor.map_or_else(Cell::empty, Cell::number);
    let mut row = vec![
        Cell::text(&payment.id),
        Cell::moment(Timestamp(payment.created_at)),
        payment.paid_at.map_or_else(Cell::empty, |at| Cell::moment(Timestamp(at))),
        Cell::text(payment.status().as_str()),
        Cell::text(amount.currency.code()),
        major(amount.minor),
        Cell::number(amount.minor),
        major(payment.platform_fee_minor),
        Cell::number(payment.platform_fee_minor),
        major(payment.net_minor),
        Cell::number(payment.net_minor),
        major(payment.refunded_minor),
        Cell::number(payment.refunded_minor),
        Cell::maybe(payment.settled_currency.as_deref()),
        settled_major(payment.stripe_fee_minor),
        number(payment.stripe_fee_minor),
        settled_major(payment.settled_minor),
        number(payment.settled_minor),
        Cell::maybe(payment.customer_email.as_deref()),
        Cell::maybe(payment.customer_name.as_deref()),
        Cell::maybe(payment.customer_phone.as_deref()),
        Cell::maybe(payment.method.as_deref()),
        Cell::maybe(payment.card_brand.as_deref()),
        Cell::maybe(payment.card_last4.as_deref()),
        Cell::maybe(payment.card_country.as_deref()),
        Cell::text(&receipt_number(&payment.id)),
        Cell::text(&payment.link_id),
        Cell::text(&payment.link_title),
        Cell::text(&payment.link_slug),
        Cell::text(&payment.stripe_payment_intent_id),
        Cell::maybe(payment.stripe_charge_id.as_deref()),
        Cell::maybe(payment.failure_code.as_deref()),
        Cell::maybe(payment.failure_message.as_deref()),
        Cell::number(order.pieces()),
        Cell::text(&order.summary()),
        Cell::number(order.subtotal_minor),
        Cell::number(order.discount_minor),
        Cell::maybe(order.discount.as_deref()),
        Cell::number(order.tax_minor),
        Cell::number(order.surcharge_minor),
    ];
    row.extend(collecting::cells(payment.collected.as_deref()));
    Ok(row)
}
