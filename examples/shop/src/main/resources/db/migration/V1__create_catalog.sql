CREATE TABLE categories (
    id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE
);

CREATE TABLE products (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    category_id bigint NOT NULL REFERENCES categories (id),
    sku         varchar(20) NOT NULL,
    title       varchar(120) NOT NULL,
    description text,
    price_cents integer NOT NULL,
    legacy_code text,
    created_at  timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX products_category_id_idx ON products (category_id);
CREATE UNIQUE INDEX products_sku_idx ON products (sku);
