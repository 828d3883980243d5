import type { Exposure, GraphNode } from '../../../api/types'

/** Lines on a field of 16 by 16, for the page and for exported pictures. */
export const kindShapes: Record<GraphNode['kind'], string> = {
  entry: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM2 8h12M8 2c2.4 2 2.4 10 0 12M8 2c-2.4 2-2.4 10 0 12',
  compute: 'M2.5 3h11v4h-11zM2.5 9h11v4h-11zM5 5v.1M5 11v.1',
  forwarder: 'M2 8h4l4-4h4M6 8l4 4h4M12 2l2 2-2 2M12 10l2 2-2 2',
  segment: 'M6 2h4v4H6zM2 10h4v4H2zM10 10h4v4h-4zM8 6v2M4 10V8h8v2',
  identity: 'M8 8a2.8 2.8 0 1 0 0-5.6A2.8 2.8 0 0 0 8 8ZM2.8 14c0-2.8 2.3-4.2 5.2-4.2s5.2 1.4 5.2 4.2',
  store:
    'M3 4c0-1.2 2.2-2 5-2s5 .8 5 2-2.2 2-5 2-5-.8-5-2ZM3 4v8c0 1.2 2.2 2 5 2s5-.8 5-2V4M3 8c0 1.2 2.2 2 5 2s5-.8 5-2',
  group: 'M2 4h4.5L8 5.5h6V13H2z',
  other: 'M8 2l5.5 3v6L8 14l-5.5-3V5zM2.5 5 8 8l5.5-3M8 8v6',
}

export const exposureShapes: Record<Exposure, string> = {
  internet: kindShapes.entry,
  unknown: 'M5.5 6a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M8 12.6v.1',
  restricted: 'M2 3.5h12L9.5 9v4l-3 1.2V9z',
  private: 'M3.5 7.5h9v6h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5',
  none: 'M4 8h8',
}
