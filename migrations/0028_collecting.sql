-- What buyers answer beyond contact and address, and where they came from: JSON, as checked. Null when nothing was asked.
-- One text for SQLite and PostgreSQL.
alter table checkout_session add column collected text;
alter table payment add column collected text;
alter table lead add column collected text;
