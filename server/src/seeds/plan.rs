//! The year as it will have been: what happens when, fixed before any of it is done.

use paylinks::clock::Timestamp;

use super::chance::Chance;
use super::goods::{COURSE, GOODS};
use super::people::{Buyer, buyers};

/// Days from the first to the last.
pub(super) const DAYS: usize = 365;
/// Minutes from midnight to the opening of the business on its first day, in UTC.
const OPENING: i64 = 7 * 60;
/// The day of the newsletter.
const NEWSLETTER: usize = 292;
/// The number that makes every seed the same year.
const YEAR: u64 = 4_242;
const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;
/// Payments by hour of the day in UTC: Romania is two or three hours ahead.
const HOURS: [usize; 24] =
    [2, 1, 0, 0, 1, 3, 8, 14, 18, 20, 20, 18, 17, 18, 18, 17, 18, 22, 28, 30, 24, 14, 8, 4];
/// Payments by day of the week, Monday first.
const WEEK: [usize; 7] = [100, 112, 108, 110, 96, 70, 84];
/// Cards that are declined, each for a reason of its own.
const BAD_CARDS: [&str; 5] = [
    "visa_chargeDeclined",
    "visa_chargeDeclinedInsufficientFunds",
    "visa_chargeDeclinedInsufficientFunds",
    "chargeDeclinedExpiredCard",
    "chargeDeclinedIncorrectCvc",
];

/// Something that happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    /// The merchant makes a link.
    Offer(usize),
    /// The merchant changes a price, minor units.
    Raise(usize, i64),
    /// The merchant switches a link off.
    Withdraw(usize),
    /// A buyer starts to pay.
    Buy(Purchase),
    /// The merchant gives the money of this purchase back, in Stripe's dashboard: so many hundredths of it.
    Refund(usize, i64),
}

/// An attempt to buy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Purchase {
    /// Its place among the purchases.
    pub(super) number: usize,
    pub(super) good: usize,
    pub(super) buyer: usize,
    pub(super) end: End,
    /// How many opened the pay page in the days before, the buyer among them.
    pub(super) looks: i64,
}

/// How an attempt ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// The buyer's card pays.
    Paid,
    /// This card is declined first, then the buyer's own pays.
    PaidAtLast(&'static str),
    /// This card is declined, and that is that.
    Declined(&'static str),
    /// The buyer goes away.
    Abandoned,
}

/// The whole year.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) buyers: Vec<Buyer>,
    /// What happens, oldest first.
    pub(super) steps: Vec<(Timestamp, Deed)>,
    /// When the merchant comes.
    pub(super) start: Timestamp,
}

/// The year that ends in the minute of `now` with so many attempts to buy.
pub(super) fn plan(now: Timestamp, purchases: usize) -> Plan {
    // Whatever the seconds, the same minute has the same year.
    let now = Timestamp(now.0 - now.0.rem_euclid(MINUTE));
    let mut chance = Chance::new(YEAR);
    let midnight = now.0 - now.0.rem_euclid(DAY);
    let first = midnight - DAY * i64::try_from(DAYS - 1).unwrap_or(0);
    let count = (purchases * 3 / 20).clamp(8, 2_000);
    let buyers = buyers(&mut chance, count);
    let mut steps = deeds_of_the_merchant(first);
    let market = Market::open(first, now.0 - midnight);
    let hours = sums(HOURS.into_iter());
    let mut bought = Vec::new();
    for _ in 0..purchases {
        let (day, good) = market.draw(&mut chance);
        let hour = i64::try_from(chance.weighted(&hours)).unwrap_or(0);
        let mut at = (hour * 60 + chance.between(0, 59)) * MINUTE + chance.between(0, MINUTE - 1);
        let start = first + DAY * i64::try_from(day).unwrap_or(0);
        if start + at > now.0 - MINUTE {
            // Today is not over yet.
            at %= (now.0 - start - MINUTE).max(1);
        }
        bought.push((start + at, good));
    }
    bought.sort_unstable();
    for (number, (at, good)) in bought.into_iter().enumerate() {
        let looks = chance.between(GOODS[good].looks / 2, GOODS[good].looks * 3 / 2);
        let purchase =
            Purchase { number, good, buyer: buyer(&mut chance, count), end: end(&mut chance), looks };
        steps.push((at, Deed::Buy(purchase)));
        if matches!(purchase.end, End::Paid | End::PaidAtLast(_)) && chance.permille(42) {
            let back = at + chance.between(5, 9 * 24) * 60 * MINUTE;
            let part = if chance.permille(300) { 50 } else { 100 };
            if back < now.0 {
                steps.push((back, Deed::Refund(number, part)));
            }
        }
    }
    steps.sort_by_key(|(at, _)| *at);
    let steps = steps.into_iter().map(|(at, deed)| (Timestamp(at), deed)).collect();
    Plan { buyers, steps, start: Timestamp(first + OPENING * MINUTE) }
}

/// Every second one is a regular: somebody among the first third.
fn buyer(chance: &mut Chance, count: usize) -> usize {
    if chance.permille(500) { chance.below(count.div_ceil(3)) } else { chance.below(count) }
}

fn end(chance: &mut Chance) -> End {
    match chance.below(1000) {
        0..40 => End::Abandoned,
        40..95 => End::Declined(chance.pick(&BAD_CARDS)),
        95..130 => End::PaidAtLast(chance.pick(&BAD_CARDS)),
        _ => End::Paid,
    }
}

fn deeds_of_the_merchant(first: i64) -> Vec<(i64, Deed)> {
    let at = |day: usize, minute: i64| first + DAY * i64::try_from(day).unwrap_or(0) + minute * MINUTE;
    let mut steps = Vec::new();
    for (place, good) in GOODS.iter().enumerate() {
        let minute = OPENING + 30 + 7 * i64::try_from(place).unwrap_or(0);
        steps.push((at(good.from, minute), Deed::Offer(place)));
        if let Some((day, minor)) = good.raise {
            steps.push((at(day, OPENING), Deed::Raise(place, minor)));
        }
        if let Some(day) = good.until {
            steps.push((at(day, OPENING), Deed::Withdraw(place)));
        }
    }
    steps
}

/// How likely each link sells on each day.
struct Market {
    places: Vec<(usize, usize)>,
    sums: Vec<usize>,
}

impl Market {
    /// The market from the first day on; today is `elapsed` milliseconds old.
    fn open(first: i64, elapsed: i64) -> Self {
        let today = usize::try_from(elapsed / MINUTE).unwrap_or(0);
        let mut places = Vec::new();
        let mut weights = Vec::new();
        for day in 1..DAYS {
            for (place, good) in GOODS.iter().enumerate() {
                // A link sells from the day after it was made to the day before it is switched off.
                if day > good.from && good.until.is_none_or(|until| day < until) {
                    places.push((day, place));
                    let minutes = if day == DAYS - 1 { today } else { 24 * 60 };
                    weights.push(good.weight * crowd(first, day) * newsletter(place, day) * minutes);
                }
            }
        }
        Self { places, sums: sums(weights.into_iter()) }
    }

    fn draw(&self, chance: &mut Chance) -> (usize, usize) {
        self.places[chance.weighted(&self.sums)]
    }
}

/// Growth over the year, times the day of the week.
fn crowd(first: i64, day: usize) -> usize {
    // 1 January 1970 was a Thursday.
    let since_1970 = usize::try_from(first / DAY).unwrap_or(0) + day;
    (400 + 1_100 * day / DAYS) * WEEK[(since_1970 + 3) % 7]
}

/// The newsletter sells the course, for three days.
fn newsletter(place: usize, day: usize) -> usize {
    match day.checked_sub(NEWSLETTER) {
        Some(0) if place == COURSE => 13,
        Some(1) if place == COURSE => 6,
        Some(2) if place == COURSE => 2,
        _ => 1,
    }
}

fn sums(weights: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut sum = 0;
    weights
        .map(|weight| {
            sum += weight;
            sum
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Saturday, 21 November 2026, 12:00 UTC.
    const NOW: Timestamp = Timestamp(1_795_262_400_000);

    fn bought(plan: &Plan) -> Vec<(i64, Purchase)> {
        let all = plan.steps.iter();
        all.filter_map(
            |(at, deed)| if let Deed::Buy(purchase) = deed { Some((at.0, *purchase)) } else { None },
        )
        .collect()
    }

    #[test]
    fn the_same_number_makes_the_same_year() {
        let (one, two) = (plan(NOW, 300), plan(NOW.plus(std::time::Duration::from_millis(59_999)), 300));
        assert_eq!((one.steps, one.buyers), (two.steps, two.buyers));
    }

    #[test]
    fn things_happen_in_order_and_before_now() {
        for purchases in [1, 40, 1_200] {
            let plan = plan(NOW, purchases);
            assert!(plan.steps.windows(2).all(|pair| pair[0].0 <= pair[1].0));
            assert!(plan.steps.iter().all(|(at, _)| plan.start < *at && *at < NOW));
            let bought = bought(&plan);
            assert_eq!(bought.len(), purchases);
            let numbers: Vec<usize> = bought.iter().map(|(_, purchase)| purchase.number).collect();
            assert_eq!(numbers, (0..purchases).collect::<Vec<_>>());
            for (at, purchase) in bought {
                let place = purchase.good;
                let happened =
                    |wanted: Deed| plan.steps.iter().find(|(_, deed)| *deed == wanted).map(|step| step.0.0);
                assert!(happened(Deed::Offer(place)).unwrap() < at, "sold before it was made");
                assert!(happened(Deed::Withdraw(place)).is_none_or(|off| at < off), "sold when it was off");
                assert!(purchase.buyer < plan.buyers.len());
            }
        }
    }

    #[test]
    fn the_year_looks_like_one() {
        let plan = plan(NOW, 1_200);
        assert_eq!(plan.buyers.len(), 180);
        let bought = bought(&plan);
        let first = NOW.0 - NOW.0.rem_euclid(DAY) - 364 * DAY;
        let day = |at: i64| usize::try_from((at - first) / DAY).unwrap();
        let mut days = [0_usize; DAYS];
        for (at, _) in &bought {
            days[day(*at)] += 1;
        }
        let autumn: usize = days[300..].iter().sum();
        let winter: usize = days[1..66].iter().sum();
        assert!(autumn > 2 * winter, "it grows: {winter} then {autumn}");
        let busiest = (0..DAYS).max_by_key(|day| days[*day]).unwrap();
        assert_eq!(busiest, NEWSLETTER);
        assert!(days[NEWSLETTER] > 4 * days[NEWSLETTER - 7].max(1), "{}", days[NEWSLETTER]);
        // Day 0 is a Saturday.
        let of_week =
            |wanted: usize| -> usize { (0..DAYS).filter(|day| day % 7 == wanted).map(|day| days[day]).sum() };
        assert!(of_week(0) < of_week(3), "Saturdays are quieter than Tuesdays");
        let ends =
            |wanted: fn(&End) -> bool| bought.iter().filter(|(_, purchase)| wanted(&purchase.end)).count();
        assert!((20..=80).contains(&ends(|end| *end == End::Abandoned)));
        assert!((40..=100).contains(&ends(|end| matches!(end, End::Declined(_)))));
        assert!((20..=70).contains(&ends(|end| matches!(end, End::PaidAtLast(_)))));
        let refunds = plan.steps.iter().filter(|(_, deed)| matches!(deed, Deed::Refund(..))).count();
        assert!((25..=70).contains(&refunds), "{refunds}");
        let used: std::collections::BTreeSet<usize> =
            bought.iter().map(|(_, purchase)| purchase.buyer).collect();
        assert!(used.len() > 160, "{} buyers", used.len());
    }

    #[test]
    fn a_seed_right_after_midnight_sells_nothing_tomorrow() {
        let midnight = Timestamp(NOW.0 - NOW.0.rem_euclid(DAY));
        for now in [midnight, Timestamp(midnight.0 + 1), Timestamp(midnight.0 + 5 * MINUTE)] {
            let plan = plan(now, 1_200);
            let today = bought(&plan).iter().filter(|(at, _)| *at >= midnight.0).count();
            assert!(plan.steps.iter().all(|(at, _)| *at <= now) && today < 2, "{now}: {today}");
        }
    }
}
