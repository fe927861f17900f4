import { createServer, type RequestListener } from "node:http";
import type { Duplex } from "node:stream";
import { connectDatabase } from "#db/client.ts";
import { untilDatabaseAnswers } from "#db/until-answers.ts";
import { createAuth } from "#server/auth/auth.ts";
import { authSecret } from "#server/auth/secret.ts";
import { createJobs } from "#server/jobs/jobs.ts";
import type { Environment } from "#server/platform/env.ts";
import type { Logger } from "#server/platform/logger.ts";
import { readDiskSpace } from "#server/platform/disk-space.ts";
import { createLoginStates } from "#server/lti/login-state.ts";
import { createLti } from "#server/lti/lti.ts";
import { createMailer } from "#server/mail/mailer.ts";
import { startRealtime } from "#server/realtime/hub.ts";
import { removePerson } from "#server/services/account/remove.ts";
import { closeDemo } from "#server/services/close-demo.ts";
import type { ServiceDeps } from "#server/services/context.ts";
import { createDatasets } from "#server/services/dataset/open.ts";
import { createSigningKeyOf } from "#server/services/lti/signing-key.ts";
import { registerBuiltIn } from "#server/services/dataset/register-built-in.ts";
import { drawOutlines } from "#server/services/design/draw-outlines.ts";
import { openStorage } from "#server/storage/open-storage.ts";
import { requireStorage } from "#server/storage/require-storage.ts";
import { createOutageLog } from "#server/platform/outage-log.ts";
import { createClosers } from "#server/platform/closers.ts";
import { createEstimator } from "./create-estimator.ts";
import { isDatabaseUp } from "#db/is-database-up.ts";
import { listen } from "./listen.ts";
import { createMetrics } from "./metrics.ts";
import { preparePages, type Pages } from "./pages.ts";
import { queueDepth } from "#server/jobs/queue-depth.ts";
import { createRequestListener } from "./request-listener.ts";
import { isSameOrigin } from "./request-origin.ts";
import { createReadingOf } from "./reading.ts";
import { rememberIdentities } from "./remember-identities.ts";
import { createRequireActor } from "./require-actor.ts";
import { apiRoute } from "./routes/api.ts";
import { authRoute, createIdentify } from "./routes/auth.ts";
import { calendarsRoute } from "./routes/calendars.ts";
import { cohortTablesRoute } from "./routes/cohort-tables.ts";
import { healthRoute } from "./routes/health.ts";
import { importPartsRoute } from "./routes/import-parts.ts";
import { joinLinksRoute } from "./routes/join-links.ts";
import { ltiEntryRoute } from "./routes/lti-entry.ts";
import { ltiKeysRoute } from "./routes/lti-keys.ts";
import { ltiLaunchRoute } from "./routes/lti-launch.ts";
import { ltiLoginRoute } from "./routes/lti-login.ts";
import { metricsRoute } from "./routes/metrics.ts";
import { modelFilesRoute } from "./routes/model-files.ts";
import { ownPictureRoute } from "./routes/own-picture.ts";
import { personPicturesRoute } from "./routes/person-pictures.ts";
import { picturesRoute } from "./routes/pictures.ts";
import { runFilesRoute } from "./routes/run-files.ts";
import { tilesRoute } from "./routes/tiles.ts";
import { visionFramesRoute } from "./routes/vision-frames.ts";
import { visionPicturesRoute } from "./routes/vision-pictures.ts";
import { welcomeRoute } from "./routes/welcome.ts";
import { windowsRoute } from "./routes/windows.ts";
import { securityHeaders } from "./security-headers.ts";
import { createSite } from "./site.ts";
import { networkFilesRoute } from "./routes/network-files.ts";
import { estimateInThread } from "./threads/estimate-in-thread.ts";
import { homePaths } from "#server/storage/home.ts";
import { readNetworkInThread } from "./threads/read-network-in-thread.ts";
import { startThreads } from "./threads/start-threads.ts";

export type Web = {
  url: string;
  port: number;
  deps: ServiceDeps;
  /** Takes no new requests, lets those under way finish, then ends what they stood on. */
  close: () => Promise<void>;
};

type WebOptions = {
  environment: Environment;
  logger: Logger;
  /** Without pages the process serves the API and the sockets alone. */
  hasPages?: boolean;
  recheckIntervalMs?: number;
};

/** Longer than any estimate of a network that people draw takes; then a learner would rather know roughly. */
const PATIENCE = { patienceMs: 6_000, backgroundPatienceMs: 1_500 };

const notReady: RequestListener = (_, response) => {
  response.writeHead(503, { "Retry-After": "1" }).end("Strata is starting.\n");
};

/**
 * Starts the web process: pages, API and sockets on one port.
 * @throws PortInUse where another program listens there.
 */
export async function startWeb(options: WebOptions): Promise<Web> {
  const { environment, logger } = options;
  const { DATABASE_URL: databaseUrl, STRATA_HOME: home, HOST: host, BASE_URL } = environment;
  if (databaseUrl === undefined) {
    throw new Error("DATABASE_URL is not set. `npm start` brings a database of its own.");
  }
  const isDevelopment = environment.NODE_ENV === "development";
  const closers = createClosers(logger);
  const noteOutage = createOutageLog(logger);
  let isStopping = false;

  async function start(): Promise<Web> {
    let answer: RequestListener = notReady;
    const httpServer = createServer({
      requestTimeout: 60_000,
      headersTimeout: 20_000,
      maxHeaderSize: 16 * 1024,
    });
    httpServer.on("request", (request, response) => answer(request, response));
    const port = await listen(httpServer, host, environment.PORT);
    // socket.io closes it with the sockets; until then a failed start does.
    closers.add("http", async () => httpServer.closeAllConnections());
    closers.add("listening", async () => void httpServer.close());
    const site = createSite({ baseUrl: BASE_URL, host, port });

    const database = connectDatabase(databaseUrl ?? "", {
      applicationName: "strata-web",
      // Whoever asks is told soon that it is away.
      connectTimeoutMs: 3_000,
      onIdleError: (error) => logger.warn({ err: error }, "an idle database connection was lost"),
    });
    closers.add("database", database.close);
    await untilDatabaseAnswers(database.db, noteOutage);
    if (!environment.DEMO && (await closeDemo(database.db)) > 0) {
      logger.warn("the demo accounts were open and are closed: this site can be reached from other machines");
    }
    const onError = (error: Error) => logger.error({ err: error }, "the job queue has trouble");
    // Whoever could take up a job looks for what was left.
    const jobs = await createJobs({ databaseUrl: databaseUrl ?? "", onError, isSupervisor: false });
    closers.add("jobs", jobs.stop);
    const threads = startThreads();
    closers.add("threads", threads.close);
    const files = await openStorage(environment);
    await requireStorage(files, logger);
    const datasets = createDatasets(files);
    const builtIn = await registerBuiltIn({
      db: database.db,
      datasets,
      home,
      preferred: environment.DATASET,
    });
    logger.info({ builtIn }, "built-in datasets are registered");
    const { PERSON_STORAGE_BYTES: personBytes, COHORT_STORAGE_BYTES: cohortBytes } = environment;
    const diskSpace = () => readDiskSpace(home, environment.DISK_RESERVE_BYTES);
    const mailer = createMailer(environment, site.url);
    const deps: ServiceDeps = {
      db: database.db,
      jobs,
      datasets,
      files,
      estimateTraining: createEstimator(estimateInThread(threads), PATIENCE),
      siteUrl: site.url,
      lti: createLti({
        signingKey: createSigningKeyOf(database.db),
        allowsPrivate: environment.LTI_PRIVATE_ADDRESSES,
      }),
      logger,
      sendsMail: mailer !== null,
      room: { space: diskSpace, personBytes, cohortBytes },
    };
    const drawing = new AbortController();
    const outlines = drawOutlines(database.db, drawing.signal).then(
      (drawn) => drawn > 0 && logger.info({ drawn }, "outlines of designs drawn anew"),
      (error: unknown) => logger.error({ err: error }, "outlines of designs could not be drawn"),
    );
    closers.add("outlines", async () => {
      drawing.abort();
      await outlines;
    });
    const auth = createAuth({
      db: database.db,
      environment,
      baseUrl: site.url,
      originOf: site.originOf,
      mailer,
      removePerson: (userId) => removePerson(deps, userId),
    });
    const identities = rememberIdentities(createIdentify(auth));
    const { identify } = identities;

    let pages: Pages | null = null;
    if (options.hasPages !== false) {
      const readingOf = createReadingOf(auth, deps);
      pages = await preparePages({ isDevelopment, host, port, httpServer, readingOf });
      closers.add("pages", pages.close);
    }
    const realtime = await startRealtime({
      httpServer,
      db: database.db,
      databaseUrl: databaseUrl ?? "",
      logger,
      noteOutage,
      identify,
      onAccessChanged: identities.forget,
      onAccessUnknown: identities.forgetAll,
      isAllowedOrigin: (headers) => isSameOrigin(headers, site),
      ...(options.recheckIntervalMs === undefined ? {} : { recheckIntervalMs: options.recheckIntervalMs }),
    });
    closers.add("realtime", realtime.close);
    const metrics = createMetrics({
      sockets: realtime.socketCount,
      isDatabaseUp: () => isDatabaseUp(database.db),
      queueDepth: () => queueDepth(database.db),
      diskSpace,
    });
    const requireActor = createRequireActor(identify, database.db);
    const lti = { states: createLoginStates(authSecret(environment)), proxies: environment.TRUSTED_PROXIES };
    answer = createRequestListener({
      routes: [
        healthRoute({ db: database.db, isListening: realtime.isListening, isStopping: () => isStopping }),
        metricsRoute(metrics, environment.METRICS_TOKEN),
        apiRoute({ deps, identify, threads, logger, noteOutage }),
        authRoute({ auth, identities, db: database.db, noteOutage, proxies: environment.TRUSTED_PROXIES }),
        welcomeRoute({ sendsMail: deps.sendsMail }),
        joinLinksRoute(deps, environment.TRUSTED_PROXIES),
        calendarsRoute(deps, { proxies: environment.TRUSTED_PROXIES, baseUrl: site.url }),
        ltiKeysRoute(deps),
        ltiLoginRoute(deps, lti),
        ltiLaunchRoute(deps, lti),
        ltiEntryRoute(deps, { auth, identify, proxies: environment.TRUSTED_PROXIES }),
        ownPictureRoute(deps, requireActor),
        personPicturesRoute(deps, requireActor),
        picturesRoute(deps, requireActor),
        windowsRoute(deps, requireActor),
        importPartsRoute(deps, requireActor),
        networkFilesRoute(deps, requireActor, {
          read: readNetworkInThread(threads),
          work: homePaths(home).work,
        }),
        visionPicturesRoute(deps, requireActor),
        visionFramesRoute(deps, requireActor),
        modelFilesRoute(deps, requireActor),
        tilesRoute(deps, requireActor),
        runFilesRoute(deps, requireActor, { home }),
        cohortTablesRoute(deps, requireActor),
      ],
      pages: pages?.handle ?? null,
      isDevelopment,
      site,
      securityHeaders: securityHeaders({ isDevelopment, isHttps: site.url.startsWith("https:") }),
      metrics,
      logger,
      noteOutage,
    });
    httpServer.on("upgrade", (request, socket: Duplex, head) => {
      if (request.url?.startsWith("/socket.io/") === true) return;
      // The development build reloads pages over a socket of its own.
      const isOwn = isSameOrigin(request.headers, site);
      if (isDevelopment && isOwn && pages !== null) void pages.upgrade(request, socket, head);
      else socket.destroy();
    });
    return { url: site.url, port, deps, close };
  }

  async function close(): Promise<void> {
    isStopping = true;
    await closers.closeAll();
  }

  try {
    return await start();
  } catch (error) {
    await close();
    throw error;
  }
}
