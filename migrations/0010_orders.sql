-- What an attempt came to: JSON of `Order` in src/pricing/order.rs. The payment keeps the same text, so that receipts
-- and files never count again. Attempts from before were one piece at their amount.
alter table checkout_session add column order_snapshot text;
alter table payment add column order_snapshot text;
