//! The parts of what was paid, for a receipt that has more to say than one price.

use super::Sum;
use crate::language::Language;
use crate::money::Money;
use crate::pricing::Order;

/// The parts of what was paid.
#[derive(Clone, Debug)]
pub struct Sums {
    /// What was bought, with the number of pieces, and its price.
    pub(super) lines: Vec<(String, Sum)>,
    /// The name of a discount, and what was taken off.
    pub(super) discount: Option<(String, Sum)>,
    /// The tax that came on top.
    pub(super) tax: Option<Sum>,
    /// The tax in the prices.
    pub(super) tax_inside: Option<Sum>,
    /// The platform's fee, where the buyer paid it.
    pub(super) surcharge: Option<Sum>,
}

impl Sums {
    /// The parts of this order for readers of `language`; None when it is one piece at its price.
    #[must_use]
    pub fn of(order: &Order, language: Language) -> Option<Self> {
        if order.is_plain() {
            return None;
        }
        let sum = |minor| Sum::new(Money::new(minor, order.currency), language);
        let some = |minor: i64| (minor != 0).then(|| sum(minor));
        let (on_top, inside) = order.taxes();
        let discount = some(-order.discount_minor);
        Some(Self {
            lines: order.lines.iter().map(|line| (line.name(), sum(line.subtotal_minor))).collect(),
            discount: discount.map(|off| (order.discount.clone().unwrap_or_default(), off)),
            tax: some(on_top),
            tax_inside: some(inside),
            surcharge: some(order.surcharge_minor),
        })
    }
}
