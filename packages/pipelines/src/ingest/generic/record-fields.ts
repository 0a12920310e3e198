/** What the rows of a file can be. */
export const recordKinds = ['events', 'products', 'customers', 'orders', 'reviews'] as const;
/** What the rows of one file are. */
export type RecordKind = (typeof recordKinds)[number];

/** What stands in a field: decides how it is read, and what values speak for it. */
export type FieldForm =
  | 'id'
  | 'text'
  | 'time'
  | 'money'
  | 'number'
  | 'count'
  | 'flag'
  | 'list'
  | 'json'
  | 'type'
  | 'url'
  | 'code'
  | 'email';

/** One field that a kind of record can have. */
export interface RecordField {
  readonly name: string;
  readonly form: FieldForm;
  readonly needed?: boolean;
  /** Other names it goes by, in lower case with `_` between words. */
  readonly spellings: readonly string[];
  readonly meaning: string;
}

const words = (text: string): string[] => text.split(' ');

const userId: RecordField = {
  name: 'user_id',
  form: 'id',
  needed: true,
  spellings: words(
    'user userid uid customer customer_id customerid cust_id cust client client_id visitor visitorid visitor_id member member_id buyer buyer_id shopper reviewer reviewerid reviewer_id author_id account_id person household_id household profile_id ' +
      'kunde kunden_id kundennr kundennummer kunden_nr kdnr besucher nutzer nutzer_id benutzer utilisateur client_no cliente id_cliente usuario id_usuario utente klant klant_id customer_unique_id customer_no customernumber',
  ),
  meaning: 'who',
};
const itemId: RecordField = {
  name: 'item_id',
  form: 'id',
  needed: true,
  spellings: words(
    'item itemid product product_id productid product_no pid asin parent_asin article article_id articleid article_no sku_parent goods_id movieid movie_id book_id isbn listing_id aid parentid offer_id stockcode stock_code ' +
      'artikel artikel_id artikelnr artikelnummer artikel_nr produkt produkt_id produktnr produit produit_id id_produit producto id_producto prodotto articolo artikelcode product_code handle',
  ),
  meaning: 'what, as the source numbers it',
};
const source: RecordField = {
  name: 'source',
  form: 'text',
  spellings: words('data_source'),
  meaning: 'whose numbers these are',
};
const itemSource: RecordField = { name: 'item_source', form: 'text', spellings: [], meaning: 'whose item numbers' };
const userSource: RecordField = { name: 'user_source', form: 'text', spellings: [], meaning: 'whose customer numbers' };
const currency: RecordField = {
  name: 'currency',
  form: 'code',
  spellings: words('currency_code waehrung währung devise moneda valuta cur'),
  meaning: 'ISO 4217, such as EUR',
};
const time = (name: string, more: string, meaning: string): RecordField => ({
  name,
  form: 'time',
  needed: true,
  spellings: words(
    `${more} time timestamp datetime date event_time eventtime event_date event_timestamp created created_at createdat unix_time unixreviewtime review_time reviewtime zeit zeitpunkt datum zeitstempel uhrzeit heure fecha data tijd day dat t_dat at`,
  ),
  meaning,
});
const price = (needed: boolean, more: string): RecordField => ({
  name: 'price',
  form: 'money',
  needed,
  spellings: words(
    `${more} unit_price unitprice price_each item_price product_price sale_price sales_price variant_price current_price preis einzelpreis stückpreis stueckpreis verkaufspreis vk prix prix_unitaire precio prezzo prijs cost_price amount betrag retail_price price_usd price_eur`,
  ),
  meaning: 'of one piece, in major units',
});
const quantity: RecordField = {
  name: 'quantity',
  form: 'count',
  spellings: words('qty pieces units count menge anzahl stück stueck stk quantité quantite cantidad quantità aantal'),
  meaning: 'pieces',
};
const orderId = (needed: boolean): RecordField => ({
  name: 'order_id',
  form: 'id',
  needed,
  spellings: words(
    'order orderid order_no order_number ordernumber invoice invoice_no invoiceno invoice_id transaction transaction_id transactionid basket_id receipt receipt_id purchase_id bestellung bestell_nr bestellnr bestellnummer bestell_id auftrag auftragsnr rechnung rechnungsnr commande id_commande numero_commande pedido ordine bon_id',
  ),
  meaning: 'the order',
});
const locale: RecordField = {
  name: 'locale',
  form: 'code',
  spellings: words('language lang sprache langue idioma'),
  meaning: 'such as en or de-AT',
};
const plain = (named: string, spellings: string, meaning: string): RecordField => ({
  name: named.split(' ')[0] ?? named,
  form: (named.split(' ')[1] ?? 'text') as FieldForm,
  spellings: spellings === '' ? [] : words(spellings),
  meaning,
});

const events: readonly RecordField[] = [
  userId,
  { ...itemId, needed: false },
  time('ts', '', 'when'),
  plain(
    'type type',
    'event event_type eventtype event_name action behavior behavior_type behaviour interaction interaction_type activity typ ereignis aktion évènement evento',
    'view, click, add, purchase or a word for one of them',
  ),
  plain('value number', 'weight score strength dwell duration wert rating', 'how much of it; 1 when left out'),
  plain(
    'session_id id',
    'session sessionid user_session visit visit_id sitzung sitzung_id sesion',
    'the visit it belongs to',
  ),
  orderId(false),
  quantity,
  price(false, 'total_price'),
  currency,
  plain('sku id', 'variant_id sku_id', 'the size and colour meant'),
  plain('surface text', 'page placement page_type', 'where on the site'),
  plain('source_event_id id', 'event_id eventid event_uuid', 'the event’s own number, to know it again'),
  plain('meta json', 'properties props payload attributes', 'anything else, as a JSON object'),
  userSource,
  itemSource,
];

const products: readonly RecordField[] = [
  { ...itemId, spellings: [...itemId.spellings, 'id', 'code', 'nr', 'nummer'] },
  plain('sku id', 'sku_code variant_sku variant_id sku_id ean gtin barcode', 'one size or colour of it'),
  {
    ...plain(
      'name text',
      'title product_name productname item_name product_title prod_name bezeichnung produktname artikelbezeichnung titel nom nombre nome naam label',
      'its name',
    ),
    needed: true,
  },
  price(true, ''),
  plain(
    'compare_at money',
    'compare_at_price variant_compare_at_price regular_price list_price was_price old_price msrp uvp streichpreis',
    'the price before',
  ),
  currency,
  plain(
    'stock count',
    'inventory inventory_quantity on_hand quantity qty available_quantity variant_inventory_qty bestand lagerbestand lager existencias giacenza voorraad',
    'pieces there',
  ),
  plain(
    'description text',
    'desc body body_html body_(html) detail_desc details beschreibung produktbeschreibung descripcion descrizione omschrijving text about',
    'its text; HTML is cleaned',
  ),
  plain('brand text', 'brand_name vendor manufacturer maker marke hersteller marque marca merk', 'who makes it'),
  plain(
    'category text',
    'category_path categories category_name category_code product_type product_category type department main_category product_group_name kategorie warengruppe rubrik catégorie categorie categoria',
    'its shelf; a path with > or / between steps',
  ),
  plain('color text', 'colour colour_group_name farbe couleur', 'its colour'),
  plain('tags list', 'tag keywords labels schlagworte stichworte', 'words for it'),
  plain(
    'image_url url',
    'image images image_link image_src picture picture_url photo bild bild_url img thumbnail image_urls imgurl',
    'its pictures',
  ),
  plain('rating number', 'average_rating rating_average avg_rating stars bewertung', 'mean stars from elsewhere'),
  plain('rating_count count', 'rating_number ratings reviews_count review_count num_reviews', 'how many rated it'),
  {
    ...time(
      'first_available',
      'available_from launch_date release_date published_at added date_added',
      'since when it is sold',
    ),
    needed: false,
  },
  plain('archived flag', 'discontinued deleted inactive', 'no longer sold'),
  plain('slug text', 'url_key permalink', 'its address in the shop'),
  plain('brand_slug text', '', 'the brand’s address'),
  plain('category_slugs text', '', 'the addresses of the path'),
  plain('options json', 'variant_options', 'size and colour of the SKU, as JSON'),
  plain('specs json', 'specifications features', 'facts, as a JSON object or list'),
  plain('media json', '', 'pictures with sizes, as JSON'),
  plain('tint text', '', 'its ground colour'),
  plain('metadata json', 'attributes extra', 'anything else, as JSON'),
  source,
];

const customers: readonly RecordField[] = [
  { ...userId, spellings: [...userId.spellings, 'id', 'nr', 'nummer'] },
  plain('email email', 'e_mail mail email_address mailadresse correo courriel', 'e-mail address'),
  plain('first_name text', 'firstname given_name forename vorname prénom prenom nombre', 'first name'),
  plain('last_name text', 'lastname surname family_name nachname nom apellido cognome', 'last name'),
  {
    ...time(
      'joined_at',
      'joined registered registered_at signup_date member_since customer_since kunde_seit',
      'since when',
    ),
    needed: false,
  },
  plain('country code', 'country_code land pays pais país paese', 'ISO 3166, such as DE'),
  locale,
  plain('birth_year count', 'year_of_birth geburtsjahr', 'year of birth'),
  plain('age number', 'alter edad leeftijd', 'in years'),
  plain('gender text', 'sex geschlecht genre', 'female, male or other'),
  plain('loyalty_tier text', 'tier club_member_status loyalty status', 'loyalty step'),
  plain('newsletter flag', 'subscribed marketing_consent accepts_marketing fashion_news_frequency', 'wants letters'),
  plain('preferred_categories list', 'interests', 'addresses of categories'),
  plain('addresses json', '', 'postal addresses, as JSON'),
  source,
];

const orders: readonly RecordField[] = [
  orderId(true),
  {
    ...plain(
      'sku id',
      [...itemId.spellings, 'item_id', 'variant_id', 'sku_id', 'lineitem_sku', 'ean', 'gtin'].join(' '),
      'what was bought',
    ),
    needed: true,
  },
  time(
    'placed_at',
    'order_date orderdate invoicedate invoice_date purchase_date purchased_at order_purchase_timestamp paid_at bestelldatum kaufdatum rechnungsdatum transaction_timestamp',
    'when it was ordered',
  ),
  price(true, 'lineitem_price'),
  { ...userId, needed: false },
  { ...quantity, spellings: [...quantity.spellings, 'lineitem_quantity'] },
  currency,
  plain(
    'status text',
    'order_status state financial_status bestellstatus',
    'pending, paid, shipped, delivered, cancelled …',
  ),
  plain(
    'name text',
    'description product_name title lineitem_name bezeichnung artikelbezeichnung',
    'name of what was bought',
  ),
  plain('country code', 'country_code land pays', 'where the buyer lives'),
  plain('line_no count', 'line line_number position pos order_item_id', 'place in the order'),
  { ...userSource, name: 'customer_source' },
  source,
];

const reviews: readonly RecordField[] = [
  itemId,
  userId,
  {
    ...plain(
      'rating number',
      'stars score overall review_score note bewertung sterne puntuación valutazione',
      '1 to 5',
    ),
    needed: true,
  },
  time('created_at', 'reviewed_at review_date review_creation_date', 'when it was written'),
  plain('title text', 'summary headline review_title review_comment_title titel titre', 'its headline'),
  plain(
    'body text',
    'text review review_text reviewtext comment content review_comment_message kommentar rezension',
    'its text',
  ),
  plain('verified flag', 'verified_purchase verifiziert', 'whether they bought it'),
  locale,
  plain('review_id id', 'reviewid rezension_id', 'the review’s own number'),
  itemSource,
  userSource,
  source,
];

/** The fields of each kind, in the order a person would fill them. */
export const fieldsOf: Readonly<Record<RecordKind, readonly RecordField[]>> = {
  events,
  products,
  customers,
  orders,
  reviews,
};

/** A column's name as spellings are compared: lower case, `_` between words, no accents' doubles. */
export function normaliseName(name: string): string {
  return name
    .replace(/#\d+$/, '')
    .normalize('NFC')
    .replaceAll(/([a-zäöüß])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}()]+/gu, '_')
    .replaceAll(/^_+|_+$/g, '');
}
