import { n as settingsDialect, t as readSettings } from "./chunk-settings2.js";

export { settingsDialect };