//! What is taken off an order, before tax.

use super::{Line, share};

/// How much is taken off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Off {
    /// A part of it, in hundredths of a percent: 2000 is 20 %.
    Percent(i64),
    /// An amount in minor units of the order's currency; never more than what it is taken off.
    Amount(i64),
}

/// What is taken off an order. Who grants it, to whom and how often is not decided here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discount {
    /// What the buyer reads beside it, such as the code.
    pub name: String,
    /// How much.
    pub off: Off,
    /// The ids of the lines it is taken off; None for all of them.
    pub only: Option<Vec<String>>,
}

impl Discount {
    /// Shares it out over its lines in proportion to what they cost. The shares add up to the whole, and none is more
    /// than its line.
    pub(super) fn share_out(&self, lines: &mut [Line]) {
        let chosen = |line: &Line| match (&self.only, &line.id) {
            (None, _) => true,
            (Some(only), Some(id)) => only.contains(id),
            (Some(_), None) => false,
        };
        let base: i64 = lines.iter().filter(|line| chosen(line)).map(|line| line.subtotal_minor).sum();
        let whole = match self.off {
            Off::Percent(bps) => share(base, bps.clamp(0, 10_000), 10_000),
            Off::Amount(minor) => minor.clamp(0, base),
        };
        let (mut before, mut given) = (0_i64, 0_i64);
        for line in lines.iter_mut().filter(|line| chosen(line)) {
            before += line.subtotal_minor;
            // Rounded on the running sum, so that nothing is lost between the lines.
            let so_far = portion(whole, before, base);
            line.discount_minor = so_far - given;
            given = so_far;
        }
    }
}

/// `whole × part / of`, rounded down: a line never gets more than it costs.
fn portion(whole: i64, part: i64, of: i64) -> i64 {
    if of <= 0 {
        return 0;
    }
    i64::try_from(i128::from(whole) * i128::from(part) / i128::from(of)).unwrap_or(i64::MAX)
}
