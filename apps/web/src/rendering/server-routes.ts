import type { DataRouteObject, ServerBuild } from 'react-router';

type Module = NonNullable<ServerBuild['routes'][string]>['module'];

/** The routes of a build as the router's static handler takes them: loaders and actions called as they are. */
export function serverRoutes(build: ServerBuild, parentId = ''): DataRouteObject[] {
  return Object.values(build.routes).flatMap((route): DataRouteObject[] => {
    if (!route || (route.parentId ?? '') !== parentId) return [];
    const { id, path, index, caseSensitive, module } = route;
    const shared = {
      id,
      ...(path === undefined ? {} : { path }),
      ...(caseSensitive === undefined ? {} : { caseSensitive }),
      ...handlersOf(module),
      hasErrorBoundary: module.ErrorBoundary !== undefined,
    };
    if (index) return [{ ...shared, index: true as const }];
    return [{ ...shared, children: serverRoutes(build, id) }];
  });
}

function handlersOf({ loader, action }: Module) {
  return {
    ...(loader ? { loader: loader as NonNullable<DataRouteObject['loader']> } : {}),
    ...(action ? { action: action as NonNullable<DataRouteObject['action']> } : {}),
  };
}

/** Whether a route draws nothing of its own: its loader or action is the whole answer. */
export function isResource(module: Module): boolean {
  return module.default === undefined && module.ErrorBoundary === undefined;
}
