//! Payment links.

use crate::support::{App, json, stories};

stories!(a_sale);

async fn a_sale(app: App) {
    let ada = app.selling_merchant("ada").await;
    let link = ada.link("Premium Course").await;
    assert_eq!(link["amount"], json!(4999));
    app.buyer().pay("premium-course").await;
    app.settle().await;
    assert_eq!(ada.only_payment().await["status"], "COMPLETED");
}
