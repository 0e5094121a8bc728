import express from 'express';
import type { Router } from 'express';
import { errorResource } from './resources';

/** A template as Meta lists it (developers.facebook.com, template management). */
export interface MetaTemplate {
  name: string;
  language: string;
  status: string;
  category: string;
  quality_score?: { score: string; date: number };
  rejected_reason?: string;
  components: { type: string; text?: string; format?: string }[];
}

interface TemplatesDeps {
  businessAccountId: string;
  accessToken: string;
  /** What the account has, in its order. */
  templates: readonly MetaTemplate[];
  /** How many a page holds, whatever is asked for. */
  pageSize: number;
}

/** The list of a business account's templates, by pages with cursors. */
export function templateRoutes(deps: TemplatesDeps): Router {
  const router = express.Router();
  router.get(`/:version/${deps.businessAccountId}/message_templates`, (req, res) => {
    if (req.get('authorization') !== `Bearer ${deps.accessToken}`) {
      res.status(401).json(errorResource(190, 'Invalid OAuth access token'));
      return;
    }
    const { after, limit } = req.query;
    const from = typeof after === 'string' ? Number(Buffer.from(after, 'base64').toString()) : 0;
    const to = from + Math.min(Number(limit ?? 25), deps.pageSize);
    const data = deps.templates
      .slice(from, to)
      .map((template, index) => ({ ...template, id: `${from + index}` }));
    const cursor = Buffer.from(String(to)).toString('base64');
    const isLast = to >= deps.templates.length;
    const next = `https://graph.facebook.com${req.path}?after=${cursor}`;
    res.json({ data, paging: { cursors: { before: '', after: cursor }, ...(isLast ? {} : { next }) } });
  });
  return router;
}
