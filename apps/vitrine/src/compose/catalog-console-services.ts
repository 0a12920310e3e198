import type { PageVisit } from '@vitrine/api';
import { isStaff } from '@vitrine/contracts';
import { bindCatalogCsv } from '@vitrine/shop/catalog-csv';
import { fieldsOf } from '@vitrine/shop/catalog-editor';
import { orderTransitions } from '@vitrine/shop/orders';
import { consoleServices } from './console-services.ts';
import { csvDesk } from './csv-desk.ts';
import type { CatalogConsole, ConsoleServices } from './page-contract.ts';
import { pictureStore } from './picture-store.ts';
import { folders, type Platform } from './platform.ts';

/** The console for those who work here, null for everybody else; what each role may is asked by the pages. */
export function staffConsole(platform: Platform): (visitor: PageVisit['visitor']) => ConsoleServices | null {
  const plain = consoleServices(platform);
  const { shop, home } = platform;
  const pictures = pictureStore(platform);
  const csv = csvDesk(bindCatalogCsv(shop.context), folders.imports(home));
  const office: Omit<ConsoleServices['office'], 'changeUser'> = {
    listUsers: (query) => shop.accounts.listUsers(query),
    listOrders: (query) => shop.orders.listLatest(query),
    getOrder: (id) => shop.orders.getOrder(id),
    moves: orderTransitions,
    moveOrder: (id, to) => shop.orders.changeStatus(id, to),
  };
  return ({ account }) => {
    if (account === null || !isStaff(account.role)) return null;
    const catalog: CatalogConsole = {
      currency: shop.context.currency,
      desk: shop.catalogDesk,
      editor: shop.catalogDesk.by(account.id),
      storePicture: pictures.storePicture,
      synonyms: {
        list: shop.search.synonyms.list,
        add: (pair) => shop.search.synonyms.add(pair, account.id),
        remove: (pair) => shop.search.synonyms.remove(pair, account.id),
      },
      async getProduct(id) {
        const product = await shop.catalogDesk.getProduct(id);
        return product === null ? null : { product, fields: fieldsOf(product) };
      },
      checkCsv: (file) => csv.check(file, account.id),
      takeCsv: (token) => csv.take(token, account.id),
      refusedCsv: csv.refused,
    };
    const changeUser: ConsoleServices['office']['changeUser'] = (id, changes) =>
      shop.accounts.changeUser(id, changes, account.id);
    return { ...plain, role: account.role, catalog, office: { ...office, changeUser } };
  };
}
