//! Starts as somebody sends them who wants to pay less, to somebody else, or in another currency: fields that are not
//! theirs to say, in the body, in the query and in headers. The same number gives the same start.

/// What is said in place of what the link says: names, each with values as JSON text.
const LIES: &[(&str, &[&str])] = &[
    (
        "amountMinor",
        &["1", "4998", "5000", "0", "-4999", "4999.5", "\"1\"", "null", "1e3", "[4999]", "{}", "true"],
    ),
    ("amountMinor", &["4999", "2000", "50000", "50001", "99999999999999999999", "9223372036854775807"]),
    (
        "amount",
        &["0.01", "49.98", "49.99", "49.990", "-49.99", "\"49.99\"", "4999", "1e-2", "20", "500.00", "null"],
    ),
    ("currency", &["\"EUR\"", "\"ron\"", "\"RON\"", "\"XXX\"", "null", "7"]),
    ("price", &["1", "\"1\"", "{\"minor\":1}"]),
    ("unitAmount", &["1"]),
    ("unit_amount", &["1"]),
    ("totalMinor", &["1"]),
    ("applicationFeeAmount", &["0", "1", "\"0\"", "null"]),
    ("application_fee_amount", &["0", "-1"]),
    ("platformFee", &["0"]),
    ("platformFeeMinor", &["0", "4999"]),
    ("feeBps", &["0", "10000"]),
    ("connectedAccountId", &["\"acct_1Somebody\"", "\"\"", "null"]),
    ("stripeAccount", &["\"acct_1Somebody\""]),
    ("stripe_account", &["\"acct_1Somebody\""]),
    ("onBehalfOf", &["\"acct_1Somebody\""]),
    ("transferData", &["{\"destination\":\"acct_1Somebody\"}"]),
    ("merchantId", &["\"0197a3f0-0000-7000-8000-0123456789ab\""]),
    ("linkId", &["\"0197a3f0-0000-7000-8000-0123456789ab\""]),
    ("slug", &["\"cheap\"", "\"\"", "null", "7"]),
    ("revision", &["0", "1", "2", "-1", "\"1\"", "9223372036854775807"]),
    ("clientSecret", &["\"pi_1_secret_2\"", "\"\"", "null", "7"]),
    ("metadata", &["{\"checkout_session_id\":\"x\"}"]),
    ("status", &["\"paid\""]),
    ("seat", &["\"none\""]),
    ("expiresAt", &["0"]),
    ("email", &["\"\"", "null", "\"no address\"", "\"bob@example.com\\u0000\""]),
];
/// The same, beside the path.
const QUERIES: &[&str] = &[
    "amountMinor=1",
    "amount=0.01",
    "amount=49.99",
    "currency=EUR",
    "applicationFeeAmount=0",
    "connectedAccountId=acct_1Somebody",
    "slug=cheap",
    "amountMinor=1&amountMinor=4999",
    "revision=9",
];
/// The same, in headers.
const HEADERS: &[(&str, &str)] = &[
    ("x-currency", "EUR"),
    ("x-currency", "RON"),
    ("stripe-account", "acct_1Somebody"),
    ("x-amount-minor", "1"),
    ("x-http-method-override", "PATCH"),
];

/// A start that lies.
#[derive(Clone, Debug)]
pub(crate) struct Injected {
    /// JSON text.
    pub(crate) body: String,
    /// With its question mark, or empty.
    pub(crate) query: String,
    /// A header more, if one.
    pub(crate) header: Option<(&'static str, &'static str)>,
}

/// Numbers that look like chance and are the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % end as u64).unwrap_or_default()
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

/// The start of this number.
pub(crate) fn start(number: u64) -> Injected {
    let mut chance = Chance(number);
    let mut body = r#"{"email":"bob@example.com""#.to_owned();
    for _ in 0..chance.below(4) {
        let (name, values) = chance.of(LIES);
        let value = chance.of(values);
        body.extend([",\"", name, "\":", value]);
    }
    body.push('}');
    let query = if chance.below(4) == 0 { format!("?{}", chance.of(QUERIES)) } else { String::new() };
    let header = (chance.below(4) == 0).then(|| chance.of(HEADERS));
    Injected { body, query, header }
}
