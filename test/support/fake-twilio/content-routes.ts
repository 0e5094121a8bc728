import express from 'express';
import type { Router } from 'express';

/** A template as Twilio's Content API lists it with its approval (twilio.com/docs/content). */
export interface TwilioContent {
  sid: string;
  friendly_name: string;
  language: string;
  types: Record<string, { body?: string }>;
  approval_requests: { status: string; category: string; rejection_reason: string } | null;
}

interface ContentDeps {
  accountSid: string;
  contents: readonly TwilioContent[];
  pageSize: number;
}

const PATH = '/v1/ContentAndApprovals';

/** The list of an account's templates; its pages name each other by addresses of Twilio's own host. */
export function contentRoutes({ accountSid, contents, pageSize }: ContentDeps): Router {
  const router = express.Router();
  router.get(PATH, (req, res) => {
    const page = Number(req.query['Page'] ?? 0);
    const shown = contents.slice(page * pageSize, (page + 1) * pageSize);
    const isLast = (page + 1) * pageSize >= contents.length;
    const address = (number: number) =>
      `https://content.twilio.com${PATH}?PageSize=${pageSize}&Page=${number}&PageToken=DNHX${number}`;
    res.json({
      meta: {
        ...{ key: 'contents', page, page_size: pageSize, url: address(page) },
        ...{ first_page_url: address(0), previous_page_url: null },
        next_page_url: isLast ? null : address(page + 1),
      },
      contents: shown.map((content) => ({
        ...content,
        ...{
          account_sid: accountSid,
          variables: {},
          url: `https://content.twilio.com/v1/Content/${content.sid}`,
        },
      })),
    });
  });
  return router;
}
