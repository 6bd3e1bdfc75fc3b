//! The books must balance: sums are the sum of their parts, and the parts are what happened.

use super::App;

const DAYS: &str = "select count(*) from (select sum(case when link_id = '' then paid_count else -paid_count end) as a, \
    sum(case when link_id = '' then gross_minor else -gross_minor end) as b, \
    sum(case when link_id = '' then fee_minor else -fee_minor end) as c, \
    sum(case when link_id = '' then refunded_minor else -refunded_minor end) as d, \
    sum(case when link_id = '' then started_count else -started_count end) as e, \
    sum(case when link_id = '' then visits else -visits end) as f, \
    sum(case when link_id = '' then turned_away else -turned_away end) as g, \
    sum(case when link_id = '' then claimed_count else -claimed_count end) as h, \
    sum(case when link_id = '' then abandoned_count else -abandoned_count end) as i \
    from rollup_day group by merchant_id, currency, day) as days \
    where a <> 0 or b <> 0 or c <> 0 or d <> 0 or e <> 0 or f <> 0 or g <> 0 or h <> 0 or i <> 0";

const TOTALS: &str = "select count(*) from (select sum(paid_count) as a, sum(gross_minor) as b, sum(fee_minor) as c, \
    sum(refunded_minor) as d, sum(started_count) as e, sum(visits) as f, sum(turned_away) as g, \
    sum(claimed_count) as h, sum(abandoned_count) as i from \
    (select merchant_id, link_id, currency, paid_count, gross_minor, fee_minor, refunded_minor, started_count, visits, \
        turned_away, claimed_count, abandoned_count from rollup_day \
    union all select merchant_id, link_id, currency, -paid_count, -gross_minor, -fee_minor, -refunded_minor, \
        -started_count, -visits, -turned_away, -claimed_count, -abandoned_count from rollup_total) as both_books \
    group by merchant_id, link_id, currency) as totals \
    where a <> 0 or b <> 0 or c <> 0 or d <> 0 or e <> 0 or f <> 0 or g <> 0 or h <> 0 or i <> 0";

const LINKS: &str = "select count(*) from payment_link l left join rollup_total t on t.merchant_id = l.merchant_id \
    and t.link_id = l.id and t.currency = l.currency where l.paid_count <> coalesce(t.paid_count, 0) \
    or l.revenue_minor <> coalesce(t.gross_minor, 0) or l.visits <> coalesce(t.visits, 0)";

const FACTS: &str = "select count(*) from (select sum(paid) as a, sum(gross) as b, sum(fee) as c, sum(refunded) as d, \
    sum(started) as e from \
    (select merchant_id, link_id, currency, paid_count as paid, gross_minor as gross, fee_minor as fee, \
        refunded_minor as refunded, started_count as started from rollup_total where link_id <> '' \
    union all select merchant_id, link_id, currency, -1, -amount_minor, -platform_fee_minor, -refunded_minor, 0 \
        from payment where paid_at is not null \
    union all select merchant_id, link_id, currency, 0, 0, 0, 0, -1 from checkout_session where status <> 'starting') \
    as happened group by merchant_id, link_id, currency) as facts \
    where a <> 0 or b <> 0 or c <> 0 or d <> 0 or e <> 0";

const CLAIMS: &str = "select count(*) from payment_link l where l.price_type = 'FREE' and (l.used_count <> \
    (select count(*) from lead where lead.link_id = l.id) or l.used_count <> coalesce((select sum(t.claimed_count) \
    from rollup_total t where t.merchant_id = l.merchant_id and t.link_id = l.id), 0))";

const ABANDONED: &str = "select count(*) from (select link_id, currency, sum(counted) as wrong from \
    (select link_id, currency, abandoned_count as counted from rollup_total where link_id <> '' \
    union all select link_id, currency, -1 from checkout_session where abandoned_at is not null) as both_books \
    group by link_id, currency) as sums where wrong <> 0";

const LAST_SALES: &str = "select count(*) from rollup_total t where coalesce(t.last_paid_at, 0) <> \
    coalesce((select max(p.paid_at) from payment p where p.merchant_id = t.merchant_id and p.currency = t.currency \
    and (t.link_id = '' or p.link_id = t.link_id)), 0)";

impl App {
    /// Makes the books of everything but visits anew from payments and attempts, as the migration does. What was paid on
    /// which day stands in the days of links: that was booked before.
    pub(crate) async fn book_anew(&self) {
        let text = include_str!("../../../../migrations/0003_figures.sql");
        let (_, backfill) = text.split_once("-- What happened before this migration.").unwrap();
        self.run("delete from rollup_total").await;
        self.run("delete from rollup_day where link_id = '' or paid_count = 0").await;
        self.run("update rollup_day set started_count = 0, refunded_minor = 0").await;
        self.run_script(&format!("--{backfill}")).await;
    }

    /// Holds every sum that is kept to the sum of its parts. Visits that are not written yet are in none of them.
    pub(crate) async fn check_books(&self) {
        for (what, query) in [
            ("a merchant's days are not the sum of the links' days", DAYS),
            ("totals are not the sum of days", TOTALS),
            ("links show other totals than the books", LINKS),
            ("the books tell another story than payments and attempts", FACTS),
            ("the last sale was at another time", LAST_SALES),
            ("claims are not the leads", CLAIMS),
            ("unfinished attempts are not those that were counted", ABANDONED),
        ] {
            assert_eq!(self.count(query).await, 0, "{what}");
        }
    }
}
