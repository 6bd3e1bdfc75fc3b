//! Addresses of the catalogue.

/// The catalogue.
pub const PRODUCTS: &str = "/dashboard/products";
/// The catalogue as a file.
pub const PRODUCTS_FILE: &str = "/dashboard/products/export.csv";
/// The form of a new product.
pub const NEW_PRODUCT: &str = "/dashboard/products/new";
/// A product.
pub const PRODUCT: &str = "/dashboard/products/{id}";
/// Putting a product away.
pub const ARCHIVE_PRODUCT: &str = "/dashboard/products/{id}/archive";
/// Bringing a product back.
pub const RESTORE_PRODUCT: &str = "/dashboard/products/{id}/restore";

/// A product.
#[must_use]
pub fn product(id: &str) -> String {
    PRODUCT.replace("{id}", id)
}

/// Putting a product away.
#[must_use]
pub fn archive_product(id: &str) -> String {
    ARCHIVE_PRODUCT.replace("{id}", id)
}

/// Bringing a product back.
#[must_use]
pub fn restore_product(id: &str) -> String {
    RESTORE_PRODUCT.replace("{id}", id)
}
