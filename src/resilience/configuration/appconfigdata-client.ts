/** What is used of the optional peer `@aws-sdk/client-appconfigdata`: imported late in one piece, only this is bundled. */
export {
  AppConfigDataClient,
  GetLatestConfigurationCommand,
  StartConfigurationSessionCommand,
} from '@aws-sdk/client-appconfigdata';
