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

/**
 * Finds the route of an address that draws nothing of its own: its loader or action is the whole answer. Such routes stand
 * at the top with simple paths, so that one expression each tells them, made once.
 */
export function resourceAt(build: ServerBuild): (pathname: string) => string | undefined {
  const resources = Object.values(build.routes).flatMap((route) => {
    const isPage = route?.module.default !== undefined || route?.module.ErrorBoundary !== undefined;
    if (!route?.path || isPage || route.parentId !== 'root') return [];
    const parts = route.path.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : escaped(part)));
    return [{ id: route.id, pattern: new RegExp(`^/${parts.join('/')}/?$`) }];
  });
  return (pathname) => resources.find(({ pattern }) => pattern.test(pathname))?.id;
}

const escaped = (part: string) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
