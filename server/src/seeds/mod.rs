//! A believable merchant with links, buyers and a year of payments, made as in life: the clocks stand a year
//! back, and everything goes through the operations, the stand-in and its webhooks. `plan` says what happens,
//! `life` lets it happen.

mod chance;
mod goods;
mod ground;
mod life;
mod people;
mod plan;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;

use paylinks::actor::Actor;
use paylinks::clock::Timestamp;
use paylinks::config::Config;
use paylinks::core::Core;
use paylinks::format;
use paylinks::jobs;
use paylinks::language::Language;
use paylinks::mail::Mailer;
use paylinks::merchants;
use paylinks::money::{Currency, Money};
use paylinks::sign_in::RequestMagicLink;
use paylinks_app::links::MAILBOX;

use self::ground::Ground;
use self::life::{Life, Sold};
use crate::commands::Failure;

/// The invented merchant.
const MERCHANT: &str = "Atelier Lumina";
/// Whose it is.
const OWNER: &str = "Ioana Marin";
/// How much of the past still has its mail in the mailbox.
const MAIL_KEPT: Duration = Duration::from_hours(24);
/// The most payments of one seed.
const MOST: usize = 100_000;

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Wish {
    /// So many payments are started.
    pub payments: usize,
    /// Another merchant, although the first is there.
    pub again: bool,
}

impl Default for Wish {
    fn default() -> Self {
        Self { payments: 1_200, again: false }
    }
}

/// What grew.
#[derive(Clone, Debug)]
pub struct Harvest {
    /// Who sells.
    pub merchant: &'static str,
    /// Whose address signs in.
    pub email: String,
    /// Payments that were started.
    pub started: usize,
    /// Payments that were paid.
    pub paid: usize,
    /// Where the sign-in mail waits once the server runs.
    pub mailbox: String,
}

/// Makes the merchant and the year; `say` hears of every month that has passed.
///
/// # Errors
/// One sentence when the settings or the wish are wrong, when the merchant is there already, or when
/// something broke on the way.
pub async fn sow(
    config: Config,
    wish: Wish,
    say: &mut (dyn FnMut(&str) -> Result<(), Failure> + Send),
) -> Result<Harvest, Failure> {
    check(&config, wish)?;
    let ground = Ground::open(config).await?;
    let outcome = Box::pin(grow(&ground, wish, say)).await;
    ground.close().await;
    outcome
}

fn check(config: &Config, wish: Wish) -> Result<(), Failure> {
    let wrong = |sentence: &str| Err(Failure::Wrong(sentence.to_owned()));
    if !config.sandbox() {
        return wrong(
            "paylinks seed invents payments and works in sandbox mode only: unset STRIPE_SECRET_KEY",
        );
    }
    if config.smtp_url.is_some() {
        return wrong("paylinks seed invents buyers, and no mail to them may leave: unset SMTP_URL");
    }
    if wish.payments == 0 || wish.payments > MOST {
        return Err(Failure::Wrong(format!("--payments must be 1 to {MOST}")));
    }
    Ok(())
}

async fn grow(
    ground: &Ground,
    wish: Wish,
    say: &mut (dyn FnMut(&str) -> Result<(), Failure> + Send),
) -> Result<Harvest, Failure> {
    let present = &ground.present;
    let email = address(present, wish).await?;
    let now = present.clock.now();
    let plan = plan::plan(now, wish.payments);
    let mut life = Life::begin(ground, plan.buyers, wish.payments, plan.start, &email).await?;
    let mut month = Month::new(plan.start);
    let mut paid = 0;
    let mut mail_kept = false;
    for (at, deed) in plan.steps {
        if month.is_over(at) {
            say(&month.tell())?;
            month = Month::new(at);
            life.write_visits().await?;
            if !mail_kept {
                // What was mailed last month is forgotten.
                life.mail_by(Mailer::memory());
            }
        }
        if !mail_kept && at > now.minus(MAIL_KEPT) {
            mail_kept = true;
            life.settle().await?;
            life.mail_by(present.mailer.clone());
        }
        if let Some(sold) = life.step(at, deed).await? {
            month.count(sold);
            paid += usize::from(sold.paid);
        }
    }
    life.settle().await?;
    life.write_visits().await?;
    say(&month.tell())?;
    mail_sign_in(present, &email).await?;
    let mailbox = present.config.url(MAILBOX);
    Ok(Harvest { merchant: MERCHANT, email, started: wish.payments, paid, mailbox })
}

/// The address of the merchant to be made: the first that nobody has.
async fn address(core: &Core, wish: Wish) -> Result<String, Failure> {
    for number in 1..1_000 {
        let email =
            if number == 1 { "ioana@example.com".to_owned() } else { format!("ioana{number}@example.com") };
        if !merchants::is_known(core, &email).await? {
            return Ok(email);
        }
        if !wish.again {
            return Err(Failure::Wrong(format!(
                "{MERCHANT} is already there, sign in as {email}: add --again for another one, \
                 or name an empty folder in PAYLINKS_DATA_DIR"
            )));
        }
    }
    Err(Failure::Wrong("there are enough of them: name an empty folder in PAYLINKS_DATA_DIR".into()))
}

/// Mails a sign-in link for now, into the mailbox.
async fn mail_sign_in(present: &Core, email: &str) -> Result<(), Failure> {
    let asks = Actor { language: Language::Ro, ..Actor::default() };
    present.ask(&asks, RequestMagicLink { email: email.to_owned(), redirect_to: None }).await?;
    jobs::run_due(present).await?;
    match jobs::dead(present).await?.first() {
        Some(dead) => {
            Err(Failure::Broken(format!("a job was given up: {} {:?}", dead.kind, dead.last_error)))
        }
        None => Ok(()),
    }
}

/// One month's sales.
struct Month {
    name: String,
    started: usize,
    paid: BTreeMap<Currency, i64>,
    sales: usize,
}

impl Month {
    fn new(at: Timestamp) -> Self {
        Self { name: name(at), started: 0, paid: BTreeMap::new(), sales: 0 }
    }

    fn is_over(&self, at: Timestamp) -> bool {
        self.name != name(at)
    }

    fn count(&mut self, sold: Sold) {
        self.started += 1;
        if sold.paid {
            self.sales += 1;
            *self.paid.entry(sold.currency).or_default() += sold.minor;
        }
    }

    /// A line such as `2026-03  84 payments, 79 paid: 9,412.00 RON, 150.00 EUR`.
    fn tell(&self) -> String {
        let mut line = format!("{}  {} payments, {} paid", self.name, self.started, self.sales);
        for (place, (currency, minor)) in self.paid.iter().enumerate() {
            let amount = format::money(Money::new(*minor, *currency), Language::En).replace('\u{a0}', " ");
            let _ = write!(line, "{} {amount}", if place == 0 { ":" } else { "," });
        }
        line
    }
}

/// The month of a moment, such as `2026-03`.
fn name(at: Timestamp) -> String {
    at.day().to_string().chars().take(7).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(set: (&str, &str), wish: Wish) -> String {
        let config = Config::read(&|name| (name == set.0).then(|| set.1.to_owned())).unwrap();
        match check(&config, wish).unwrap_err() {
            Failure::Wrong(sentence) | Failure::Broken(sentence) => sentence,
        }
    }

    #[test]
    fn real_money_is_left_alone() {
        let set = [
            ("STRIPE_SECRET_KEY", "sk_test_1"),
            ("STRIPE_PUBLISHABLE_KEY", "pk_test_1"),
            ("STRIPE_WEBHOOK_SECRET", "whsec_1"),
            ("STRIPE_CONNECT_WEBHOOK_SECRET", "whsec_2"),
        ];
        let find = |name: &str| set.iter().find(|pair| pair.0 == name).map(|pair| pair.1.to_owned());
        let refused = check(&Config::read(&find).unwrap(), Wish::default()).unwrap_err();
        assert!(matches!(refused, Failure::Wrong(sentence) if sentence.ends_with("unset STRIPE_SECRET_KEY")));
    }

    #[test]
    fn a_wrong_wish_is_refused_with_the_way_out() {
        let none = ("NOTHING", "");
        assert!(refusal(("SMTP_URL", "smtp://localhost"), Wish::default()).ends_with("unset SMTP_URL"));
        for payments in [0, MOST + 1] {
            let wish = Wish { payments, ..Wish::default() };
            assert_eq!(refusal(none, wish), "--payments must be 1 to 100000");
        }
    }

    #[test]
    fn a_month_tells_its_sales_by_currency() {
        let mut month = Month::new(Timestamp(1_771_322_400_005));
        let sold = |minor, currency, paid| Sold { minor, currency, paid };
        for sale in [
            sold(12_900, Currency::Ron, true),
            sold(5_000, Currency::Eur, true),
            sold(479_900, Currency::Ron, true),
            sold(2_999, Currency::Ron, false),
        ] {
            month.count(sale);
        }
        assert_eq!(month.tell(), "2026-02  4 payments, 3 paid: 4,928.00 RON, 50.00 EUR");
        assert!(month.is_over(Timestamp(1_772_400_000_005)) && !month.is_over(Timestamp(1_771_422_400_005)));
    }
}
