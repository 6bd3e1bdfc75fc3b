//! What holds for every order, tried on many, and the sums of some by hand.

use super::*;

/// The same numbers on every machine: splitmix64.
struct Chance(u64);

impl Chance {
    fn up_to(&mut self, most: i64) -> i64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        i64::try_from((z ^ (z >> 31)) % u64::try_from(most + 1).unwrap()).unwrap()
    }

    fn yes(&mut self) -> bool {
        self.up_to(1) == 1
    }

    fn item(&mut self, index: usize, most: i64) -> Item {
        let tax = self.yes().then(|| Tax { bps: 1 + self.up_to(9_999), inclusive: self.yes() });
        let (unit_minor, quantity) = (self.up_to(most), self.up_to(12));
        Item {
            id: Some(index.to_string()),
            product_id: None,
            title: format!("thing {index}"),
            unit_minor,
            quantity,
            tax,
        }
    }

    fn basket(&mut self, most: i64) -> Basket {
        let count = usize::try_from(self.up_to(6)).unwrap();
        let items: Vec<Item> = (0..count).map(|index| self.item(index, most)).collect();
        let off =
            if self.yes() { Off::Percent(self.up_to(12_000)) } else { Off::Amount(self.up_to(most * 2)) };
        let only =
            self.yes().then(|| (0..count).filter(|_| self.yes()).map(|index| index.to_string()).collect());
        let discount = self.yes().then(|| Discount { name: "CODE".into(), off, only });
        let fee_model = if self.yes() { FeeModel::Buyer } else { FeeModel::Merchant };
        let fee_bps = u32::try_from(self.up_to(1_000)).unwrap();
        Basket { currency: Currency::Gbp, items, discount, fee_bps, fee_model }
    }
}

#[test]
fn the_parts_of_every_order_add_up_and_none_is_negative() {
    let mut chance = Chance(4);
    for round in 0..20_000 {
        let basket = chance.basket(if round % 2 == 0 { 5 } else { 400_000 });
        let order = basket.order().unwrap();
        let sum = |part: fn(&Line) -> i64| order.lines.iter().map(part).sum::<i64>();
        assert_eq!(order.subtotal_minor, sum(|line| line.subtotal_minor), "{basket:?}");
        assert_eq!(order.discount_minor, sum(|line| line.discount_minor), "{basket:?}");
        assert_eq!(order.tax_minor, sum(|line| line.tax_minor), "{basket:?}");
        assert_eq!(order.total_minor, sum(|line| line.total_minor) + order.surcharge_minor, "{basket:?}");
        let (on_top, inside) = order.taxes();
        assert_eq!(on_top + inside, order.tax_minor, "{basket:?}");
        let built = order.subtotal_minor - order.discount_minor + on_top + order.surcharge_minor;
        assert_eq!(order.total_minor, built, "{basket:?}");
        for line in &order.lines {
            let parts = [line.subtotal_minor, line.discount_minor, line.tax_minor, line.total_minor];
            assert!(parts.iter().all(|minor| *minor >= 0), "{line:?}");
            assert!(line.discount_minor <= line.subtotal_minor, "{line:?}");
            assert!(line.tax_minor <= line.total_minor, "{line:?}");
        }
        if let Some(Discount { off: Off::Amount(minor), only: None, .. }) = basket.discount {
            assert_eq!(order.discount_minor, minor.min(order.subtotal_minor), "{basket:?}");
        }
        let fee = order.platform_fee(basket.fee_bps);
        let buyer = basket.fee_model == FeeModel::Buyer;
        assert_eq!(order.surcharge_minor, if buyer { fee } else { 0 }, "{basket:?}");
        assert!(fee <= order.total_minor, "{basket:?}");
        let kept = Order::read(Some(&order.text().unwrap()), "", order.total()).unwrap();
        assert_eq!(kept, order, "the database gives back what it was given");
    }
}

#[test]
fn a_dearer_or_fuller_basket_never_costs_less() {
    let mut chance = Chance(7);
    for _ in 0..5_000 {
        let mut basket = chance.basket(10_000);
        basket.discount = None;
        let before = basket.order().unwrap().total_minor;
        let Some(item) = basket.items.first_mut() else { continue };
        item.quantity += 1;
        assert!(basket.order().unwrap().total_minor >= before, "{basket:?}");
    }
}

#[test]
fn what_is_more_than_stripe_takes_is_refused_and_nothing_overflows() {
    let huge = |unit_minor, quantity| Basket {
        currency: Currency::Ron,
        items: vec![Item { quantity, ..Item::one("x", unit_minor) }; 3],
        discount: None,
        fee_bps: 10_000,
        fee_model: FeeModel::Buyer,
    };
    for (unit, quantity) in [
        (i64::MAX, i64::MAX),
        (MAX_MINOR, MOST_PIECES),
        (MAX_MINOR, 1),
        (1, i64::MAX),
        (-1, 1),
        (i64::MIN, 2),
    ] {
        let error = huge(unit, quantity).order().unwrap_err();
        assert_eq!((error.code, error.fields[0].field.as_str()), (Code::AmountTooLarge, "quantity"));
    }
    assert_eq!(huge(MAX_MINOR / 6, 1).order().unwrap().total_minor, MAX_MINOR / 6 * 6);
    assert_eq!(huge(5, 0).order().unwrap().total_minor, 0, "no pieces, no line");
    assert_eq!(huge(5, -4).order().unwrap().lines, []);
}

#[test]
fn taxes_are_rounded_half_up_for_each_line() {
    let on_top = |bps| Tax { bps, inclusive: false };
    let inside = |bps| Tax { bps, inclusive: true };
    assert_eq!(on_top(2100).of(1000), 210);
    assert_eq!((on_top(500).of(10), on_top(500).of(9)), (1, 0), "a half goes up");
    assert_eq!(inside(2100).of(12_100), 2100);
    assert_eq!((inside(1100).of(4_999), on_top(1100).of(4_504)), (495, 495));
    let item = |tax| Item { quantity: 3, tax: Some(tax), ..Item::one("Tea", 333) };
    let basket = |items| Basket {
        currency: Currency::Ron,
        items,
        discount: None,
        fee_bps: 400,
        fee_model: FeeModel::Merchant,
    };
    let order = basket(vec![item(on_top(1900)), item(inside(1900))]).order().unwrap();
    assert_eq!(order.taxes(), (190, 160));
    assert_eq!((order.subtotal_minor, order.tax_minor, order.total_minor), (1998, 350, 2188));
    assert_eq!((order.tax_rate(), order.platform_fee(400)), (Some(1900), 88));
    assert_eq!(order.lines[0].name(), "3 × Tea");
    for bps in [0, -1, 10_001] {
        assert_eq!(on_top(bps).check().unwrap_err().code, Code::BadRate);
    }
}

#[test]
fn a_discount_comes_off_before_tax_and_only_from_its_lines() {
    let item = |id: &str, unit_minor| Item { id: Some(id.into()), ..Item::one(id, unit_minor) };
    let tax = Some(Tax { bps: 2000, inclusive: false });
    let items = vec![item("a", 1000), Item { tax, ..item("b", 2000) }, item("c", 1)];
    let basket = |off, only: Option<&[&str]>| {
        let only = only.map(|ids| ids.iter().map(ToString::to_string).collect());
        let discount = Some(Discount { name: "TEA".into(), off, only });
        let fee_model = FeeModel::Buyer;
        Basket { currency: Currency::Eur, items: items.clone(), discount, fee_bps: 1000, fee_model }
    };
    let order = basket(Off::Percent(5000), Some(&["b"])).order().unwrap();
    assert_eq!((order.discount_minor, order.tax_minor), (1000, 200));
    assert_eq!((order.surcharge_minor, order.total_minor), (220, 2421));
    assert_eq!(order.discount.as_deref(), Some("TEA"));
    let order = basket(Off::Amount(100), None).order().unwrap();
    let parts: Vec<i64> = order.lines.iter().map(|line| line.discount_minor).collect();
    assert_eq!(parts, [33, 66, 1]);
    let order = basket(Off::Percent(10_000), None).order().unwrap();
    assert_eq!((order.total_minor, order.surcharge_minor), (0, 0));
    let nothing = basket(Off::Percent(5000), Some(&["z"])).order().unwrap();
    assert_eq!((nothing.discount_minor, nothing.discount), (0, None));
}

#[test]
fn an_order_that_was_not_kept_is_a_plain_one() {
    let order = Order::read(None, "Tea", Money::new(4999, Currency::Ron)).unwrap();
    assert!(order.is_plain());
    assert_eq!((order.total_minor, order.lines[0].title.as_str(), order.pieces()), (4999, "Tea", 1));
    assert!(Order::read(Some("no order"), "Tea", order.total()).is_err());
}
