using System.Globalization;
using System.Text;

namespace ConnectorBuild.Tool.Tests.Reference;

/// <summary>The files that are read and written, and the version that each form has in the code.</summary>
internal static class FilesPage
{
    private static readonly (string File, string Holds)[] Read =
    [
        ("`apiDefinition.swagger.json`, `apiDefinition.json`, `apiDefinition.swagger.yaml` or `.yml`, `apiDefinition.yaml` or `.yml`", "the OpenAPI definition; the first file that exists, or `ConnectorDefinitionFile`"),
        ("`openapi.json`, `openapi.yaml` or `.yml`", "an [OpenAPI 3 document](../openapi3.md#use-a-document) in place of the definition, converted "
            + "at build; both are an error. OpenAPI 3 under a name of the row above is recognized by its content"),
        ("overlays, named by `ConnectorOverlay`", "[OpenAPI Overlays](../openapi3.md#add-what-makers-need) 1.0 and 1.1 over the OpenAPI 3 document; "
            + "`dotnet connector download` writes `download.overlay.yaml`"),
        ("`apiProperties.json`", "sign-in, policies, brand colour; or `ConnectorPropertiesFile`"),
        ("`icon.png`", "the icon; or `ConnectorIconFile`"),
        ("`script.csx`", "custom code; or `ConnectorScriptFile`"),
        ("`apiDefinition.{environment}.json`, `apiProperties.{environment}.json` (also `.yaml`, `.yml`)",
            "[patches](../environments.md#what-differs-in-an-environment): JSON Merge Patches over definition and properties"),
        ("a deployment settings file", "values of environment variables and connections, in the form of `pac solution "
            + "create-settings`; named by `ConnectorDeploymentSettings` or `--settings`"),
        ("an options file of the local cloud", "its [tenants, environments and delays](../local-cloud.md#an-options-file); named by "
            + "`local-cloud start --options`"),
    ];

    private static readonly (string File, string Source, string Holds)[] Written =
    [
        ("`obj/{project}.connector.json`", "ConnectorProject.cs", "what MSBuild evaluated; tasks and tool read the project from this "
            + "file only. A file of a newer version is refused ([CB6109](../rules/CB6109.md))"),
        ("`obj/{project}.receipt.json`", "ValidationReceipt.cs", "what a build validated, with which result: the same bytes for the same input"),
        ("`obj/{project}.{environment}.deployed.json`", "DeploymentReceipt.cs",
            "when the connector's secret expires, so that a build can warn offline ([CB7204](../rules/CB7204.md)); holds no secret. An "
                + "unreadable file counts as missing"),
        ("`obj/local-cloud/state.json`", "StateJson.cs", "the [local cloud](../local-cloud.md#state-file) with its secrets, readable "
            + "by you only; beside it `.lock`, `.pem` and, while it runs, `.endpoints.json`. A file of a newer version is refused "
            + "([CB9503](../rules/CB9503.md))"),
        ("the file of `plan --out`", "ApprovedPlan.cs", "a [plan](../plans.md#approve-and-apply) to approve; another version is "
            + "refused ([CB9103](../rules/CB9103.md)): plan again"),
        ("environment variable `{name}_deployment`", "DeploymentRecord.cs", "the [record](../deployment.md#the-record) of the "
            + "deployment, in the environment; an unreadable one counts as missing ([CB8013](../rules/CB8013.md))"),
    ];

    private static readonly (string File, string Holds)[] WrittenUnversioned =
    [
        ("`obj/{project}.apiDefinition.json`, `obj/{project}.apiProperties.json`", "definition and properties with the environment's patches applied"),
        ("`obj/{project}.conversion.md`", "what the conversion of an OpenAPI 3 document could not keep: the place, what was written, how to keep it"),
        ("`obj/{project}.script.json`", "what the C# compiler reported for [`script.csx`](../custom-code.md), so that a build without "
            + "changes does not compile again"),
        ("`obj/{project}.sarif`", "the findings, as SARIF 2.1.0, with paths from the root of the Git repository"),
        ("`obj/{project}.deploy.md`, `obj/{project}.plan.md`", "the whole output of the last deployment, of the last plan"),
        ("`obj/{project}.{environment}.settings.json`", "[deployment settings](../solutions.md#deployment-settings) with the "
            + "environment's own connector ids, for the solution with the flows"),
        ("`{solution}.zip`, `{solution}_managed.zip`", "the [packages](../packages.md), in the publish folder"),
        ("`{solution}.{environment}.settings.json`", "beside the packages that `dotnet connector package` writes: deployment settings "
            + "for each environment that imports them"),
    ];

    private static readonly (string Command, string Source, string Kind)[] Json =
    [
        ("`plan`, `deploy`, `status`, `rotate-secret`, `retire`", "PlanJson.cs", "`deployment`; `deployments` for several connectors"),
        ("`reply-urls`", "ReplyUrlsCommand.cs", "`reply-urls`"),
        ("`connect`", "ConnectCommand.cs", "`connection`"),
        ("any of these without a result", "PlanJson.cs", "`errors`"),
        ("`rules`", "RulesCommand.cs", "`rules`"),
        ("`validate --format json`", "JsonReport.cs", "`validation`"),
        ("`explain`", "ExplanationJson.cs", "`explanation`"),
        ("`doctor`", "DoctorCommand.cs", "`doctor`"),
        ("`diff`", "DiffCommand.cs", "`differences`"),
        ("`call`", "CallText.cs", "`call`"),
        ("`call --choices`", "Calls/Choices.cs", "`choices`"),
        ("`listen`", "TriggerRun.cs", "`events`"),
        ("`local-cloud connections`", "LocalCloudConnectionsCommand.cs", "`connections`"),
    ];

    public static string Create()
    {
        var page = Markdown.Page("Files and their versions", """
            What a project reads and what is written, with the version of each form. What a former version of ConnectorBuild wrote, the present one reads,
            unless the table says otherwise.
            """);
        page.Append("`dotnet connector schema NAME` prints the JSON schema of a file: `apiProperties`, `apiProperties.patch`, `apiDefinition.patch`,\n"
            + "`deployment-settings`, `local-cloud`, `plan`. [Editors](../editors.md) find them in `obj/schemas`.\n\n");
        page.Append("## Read\n\n| File | Holds |\n|---|---|\n");
        AppendRows(page, Read);
        page.Append("\n## Written, with a version\n\n| File | Version | Holds |\n|---|---|---|\n");
        foreach (var (file, source, holds) in Written)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {file} | {SourceVersion.Of(source)} | {holds} |\n");
        }

        page.Append("\n## Written, without a version of ours\n\n| File | Holds |\n|---|---|\n");
        AppendRows(page, WrittenUnversioned);
        page.Append(
            "\n## JSON on standard output\n\nA document begins with `kind` and `version`. Within a version members are added, never renamed. "
            + "`dotnet connector schema output.{kind}`\nprints the schema of a kind.\n\n| Command | Kind | Version |\n|---|---|---|\n");
        foreach (var (command, source, kind) in Json)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {command} | {kind} | {SourceVersion.Of(source)} |\n");
        }

        return page.ToString();
    }

    private static void AppendRows(StringBuilder page, IEnumerable<(string File, string Holds)> rows)
    {
        foreach (var (file, holds) in rows)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {file} | {holds} |\n");
        }
    }
}
