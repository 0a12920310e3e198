import { azureBlobs, diskBlobs } from '@vitrine/backends/blobs';
import { sharpRenderer } from '@vitrine/backends/pictures';
import { bindPictures, type PictureUseCases } from '@vitrine/shop/pictures';
import { folders, type Platform } from './platform.ts';

/** Where uploaded pictures go, by configuration: Azure when it is named, else the folder that /media serves. */
export function pictureStore({ config, home, shop }: Pick<Platform, 'config' | 'home' | 'shop'>): PictureUseCases {
  const baseUrl = config.VITRINE_MEDIA_URL?.replace(/\/$/, '');
  const connectionString = config.AZURE_STORAGE_CONNECTION_STRING;
  const blobs =
    connectionString === undefined
      ? diskBlobs({ folder: folders.media(home), baseUrl: baseUrl ?? '/media' })
      : azureBlobs({ connectionString, container: config.VITRINE_MEDIA_CONTAINER, baseUrl });
  return bindPictures(shop.context, { blobs, renderer: sharpRenderer() });
}

/** Origins besides our own that pages load pictures from; for the content security policy. */
export function pictureOrigins({ config }: Pick<Platform, 'config'>): string[] {
  const { VITRINE_MEDIA_URL: url, AZURE_STORAGE_CONNECTION_STRING: azure } = config;
  if (url !== undefined) return [new URL(url).origin];
  if (azure === undefined) return [];
  const part = (name: string) => new RegExp(`(?:^|;)${name}=([^;]+)`, 'i').exec(azure)?.[1];
  const endpoint = part('BlobEndpoint');
  if (endpoint !== undefined) return [new URL(endpoint).origin];
  const suffix = part('EndpointSuffix') ?? 'core.windows.net';
  return [`${part('DefaultEndpointsProtocol') ?? 'https'}://${part('AccountName') ?? ''}.blob.${suffix}`];
}
