//! Operations on the catalogue.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Price, Product, store};
use crate::actor::Actor;
use crate::clock::Timestamp;
use crate::core::Core;
use crate::error::{Code, Error, Fields, Result};
use crate::events::{self, NewEvent};
use crate::id::new_id;
use crate::money::Currency;
use crate::needle::Needle;
use crate::operation::{Method, Operation, Spec};
use crate::page::{Page, PageRequest};
use crate::wire::List;

/// How often a change is tried again when someone else was faster.
const TRIES: usize = 5;

/// Makes a product.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CreateProduct {
    /// What it is, 120 characters at most.
    #[schemars(example = "Green tea")]
    pub name: String,
    /// What buyers read about it, 2000 characters at most.
    pub description: Option<String>,
    /// Its price in each currency that it is sold in; one at least.
    #[schemars(example = json!([{ "currency": "GBP", "amountMinor": 1250 }]))]
    pub prices: Vec<Price>,
    /// The tax rate in hundredths of a percent, 1 to 10 000: 2100 is 21 %.
    pub tax_rate_bps: Option<i64>,
    /// Whether the prices hold the tax already; true when left out.
    pub tax_inclusive: Option<bool>,
    /// How many pieces there are, 0 to 1 000 000; as many as anybody wants when left out.
    pub stock: Option<i64>,
}

impl Operation for CreateProduct {
    const SPEC: Spec = Spec {
        title: "Create a product",
        summary: "Makes a product that links can sell.",
        status: 201,
        mcp: Some("create_product"),
        ..Spec::write("create_product", "Products", Method::Post, "/products")
    };
    type Output = Product;

    async fn run(self, core: &Core, actor: &Actor) -> Result<Product> {
        let (merchant_id, now) = (actor.merchant()?, core.clock.now());
        let product = Product {
            id: new_id(now),
            name: self.name,
            description: self.description.unwrap_or_default(),
            prices: self.prices,
            tax_rate_bps: self.tax_rate_bps.filter(|rate| *rate != 0),
            tax_inclusive: self.tax_inclusive.unwrap_or(true),
            stock: self.stock,
            held: 0,
            sold: 0,
            active: true,
            created_at: now,
            updated_at: now,
        };
        let product = product.check()?;
        let mut tx = core.db.begin().await?;
        store::insert(&mut tx, merchant_id, &product).await?;
        record(&mut tx, actor, now, "product.created", &product).await?;
        tx.commit().await?;
        Ok(product)
    }
}

/// Whether new links may take a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ProductStatus {
    /// They may.
    Active,
    /// It is put away.
    Archived,
}

impl ProductStatus {
    /// The word on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Archived => "archived",
        }
    }
}

/// Lists the merchant's products, newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ListProducts {
    /// Rows per page, 1 to 100; 20 when left out.
    #[schemars(example = 20)]
    pub limit: Option<i64>,
    /// `nextCursor` of the page before.
    pub cursor: Option<String>,
    /// Only products with this text in their name.
    pub q: Option<String>,
    /// Only products that links may take, or only those that are put away.
    pub status: Option<ProductStatus>,
}

impl Operation for ListProducts {
    const SPEC: Spec = Spec {
        title: "List products",
        summary: "Lists the merchant's products with prices and stock.",
        mcp: Some("list_products"),
        ..Spec::read("list_products", "Products", "/products")
    };
    type Output = List<Product>;

    async fn run(self, core: &Core, actor: &Actor) -> Result<List<Product>> {
        let request = PageRequest::read(self.limit, self.cursor.as_deref())?;
        Ok(self.page(core, actor, &request).await?.into())
    }
}

impl ListProducts {
    /// One page of what is asked for.
    pub(super) async fn page(
        &self,
        core: &Core,
        actor: &Actor,
        request: &PageRequest,
    ) -> Result<Page<Product>> {
        let needle = Needle::read(self.q.as_deref())?;
        store::list(core, actor.merchant()?, request, needle.as_ref(), self.status).await
    }
}

/// Shows one product.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GetProduct {
    /// The product's id.
    pub id: String,
}

impl Operation for GetProduct {
    const SPEC: Spec = Spec {
        title: "Get a product",
        summary: "Shows one product of the merchant.",
        mcp: Some("get_product"),
        ..Spec::read("get_product", "Products", "/products/{id}")
    };
    type Output = Product;

    async fn run(self, core: &Core, actor: &Actor) -> Result<Product> {
        store::find(&core.db, actor.merchant()?, &self.id).await
    }
}

/// Changes a product; what is left out stays. Links keep what they took.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UpdateProduct {
    /// The product's id.
    pub id: String,
    /// What it is.
    #[schemars(example = "Green tea, 100 g")]
    pub name: Option<String>,
    /// What buyers read about it; empty clears.
    pub description: Option<String>,
    /// Its price in each currency: the whole list.
    pub prices: Option<Vec<Price>>,
    /// The tax rate in hundredths of a percent; 0 takes the tax away.
    pub tax_rate_bps: Option<i64>,
    /// Whether the prices hold the tax already.
    pub tax_inclusive: Option<bool>,
    /// How many pieces there are now, and no less than are held for buyers; -1 for as many as anybody wants.
    pub stock: Option<i64>,
}

impl Operation for UpdateProduct {
    const SPEC: Spec = Spec {
        title: "Update a product",
        summary: "Changes a product; links keep what they took.",
        mcp: Some("update_product"),
        ..Spec::write("update_product", "Products", Method::Patch, "/products/{id}")
    };
    type Output = Product;

    async fn run(self, core: &Core, actor: &Actor) -> Result<Product> {
        let id = self.id.clone();
        change(core, actor, &id, "product.updated", |before| self.apply(before)).await
    }
}

impl UpdateProduct {
    fn apply(&self, before: Product) -> Product {
        let change = self.clone();
        Product {
            name: change.name.unwrap_or(before.name),
            description: change.description.unwrap_or(before.description),
            prices: change.prices.unwrap_or(before.prices),
            tax_rate_bps: change.tax_rate_bps.or(before.tax_rate_bps).filter(|rate| *rate != 0),
            tax_inclusive: change.tax_inclusive.unwrap_or(before.tax_inclusive),
            stock: change.stock.or(before.stock).filter(|stock| *stock != -1),
            ..before
        }
    }
}

/// Puts a product away: new links cannot take it. Links that have it go on selling it.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ArchiveProduct {
    /// The product's id.
    pub id: String,
}

impl Operation for ArchiveProduct {
    const SPEC: Spec = Spec {
        title: "Archive a product",
        summary: "Puts a product away, so that new links cannot take it.",
        mcp: Some("archive_product"),
        ..Spec::write("archive_product", "Products", Method::Post, "/products/{id}/archive")
    };
    type Output = Product;

    async fn run(self, core: &Core, actor: &Actor) -> Result<Product> {
        let turn = |before| Product { active: false, ..before };
        change(core, actor, &self.id, "product.archived", turn).await
    }
}

/// Brings an archived product back.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RestoreProduct {
    /// The product's id.
    pub id: String,
}

impl Operation for RestoreProduct {
    const SPEC: Spec = Spec {
        title: "Restore a product",
        summary: "Brings an archived product back.",
        mcp: Some("restore_product"),
        ..Spec::write("restore_product", "Products", Method::Post, "/products/{id}/unarchive")
    };
    type Output = Product;

    async fn run(self, core: &Core, actor: &Actor) -> Result<Product> {
        let turn = |before| Product { active: true, ..before };
        change(core, actor, &self.id, "product.unarchived", turn).await
    }
}

/// Changes the product as it stands at that moment; nothing changes when it would be the same.
async fn change(
    core: &Core,
    actor: &Actor,
    id: &str,
    kind: &'static str,
    turn: impl Fn(Product) -> Product + Send + Sync,
) -> Result<Product> {
    let merchant_id = actor.merchant()?;
    for _ in 0..TRIES {
        let before = store::find(&core.db, merchant_id, id).await?;
        let product = turn(before.clone()).check()?;
        if product == before {
            return Ok(before);
        }
        if product.stock.is_some_and(|stock| stock < before.held) {
            let held = before.held.to_string();
            return Err(Fields::default().with("stock", Code::StockBelowHeld, Some(held)).error());
        }
        let now = Timestamp(core.clock.now().0.max(before.updated_at.0 + 1));
        let mut tx = core.db.begin().await?;
        if store::update(&mut tx, merchant_id, &before, &product, now).await? {
            record(&mut tx, actor, now, kind, &product).await?;
            tx.commit().await?;
            return store::find(&core.db, merchant_id, id).await;
        }
    }
    Err(Error::unavailable(Code::DatabaseBusy))
}

/// Tells the story of a change.
async fn record(
    tx: &mut crate::db::Tx,
    actor: &Actor,
    now: Timestamp,
    kind: &'static str,
    product: &Product,
) -> Result<()> {
    let prices: Vec<(Currency, i64)> =
        product.prices.iter().map(|price| (price.currency, price.amount_minor)).collect();
    let data =
        json!({ "name": product.name, "prices": prices, "stock": product.stock, "active": product.active });
    let merchant_id = actor.merchant()?;
    events::record(tx, actor, now, &NewEvent { merchant_id, kind, subject_id: &product.id, data }).await
}
