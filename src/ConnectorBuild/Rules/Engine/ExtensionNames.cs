using System.Collections.Frozen;

namespace ConnectorBuild.Rules.Engine;

/// <summary>The extensions that the platform or Microsoft's tools know.</summary>
internal static class ExtensionNames
{
    public static IReadOnlyList<string> All { get; } =
    [
        "x-ms-summary", "x-ms-visibility", "x-ms-api-annotation", "x-ms-operation-context", "x-ms-capabilities", "x-ms-trigger", "x-ms-trigger-hint",
        "x-ms-trigger-metadata", "x-ms-trigger-value", "x-ms-notification-content", "x-ms-notification-url", "x-ms-notification",
        "x-ms-url-encoding", "x-ms-dynamic-values", "x-ms-dynamic-list", "x-ms-dynamic-schema", "x-ms-dynamic-properties", "x-ms-dynamic-tree",
        "x-ms-enum-values", "x-ms-pageable", "x-ms-connector-metadata", "x-ms-docs", "x-ms-deployment-version", "x-ms-no-generic-test",
        "x-ms-safe-operation", "x-ms-localizeDefaultValue", "x-ms-media-kind", "x-ms-test-value", "x-ms-openai-data", "x-ms-openai-manifest",
        "x-ms-keywords", "x-ms-editor", "x-ms-editor-options", "x-ms-enum", "x-ms-parameter-location", "x-ms-skip-url-encoding",
        "x-ms-property-name-alias", "x-ms-agentic-protocol", "x-ms-require-user-confirmation",
    ];

    // Made by other Microsoft tools (AutoRest, the platform's own connectors): the platform ignores them, but nobody misspelt anything.
    private static readonly string[] OfOtherTools =
    [
        "x-ms-mutability", "x-ms-client-name", "x-ms-client-flatten", "x-ms-client-request-id", "x-ms-client-default", "x-ms-discriminator-value",
        "x-ms-identifiers", "x-ms-examples", "x-ms-secret", "x-ms-azure-resource", "x-ms-long-running-operation",
        "x-ms-long-running-operation-options", "x-ms-async-operation-timeout", "x-ms-odata", "x-ms-paths", "x-ms-parameterized-host",
        "x-ms-parameter-grouping", "x-ms-external", "x-ms-error-response", "x-ms-header-collection-prefix", "x-ms-request-id", "x-ms-code-generation-settings",
        "x-ms-api-version", "x-ms-apihub-cached-response", "x-ms-apihub-obo", "x-ms-openai-published-to-copilots", "x-ms-original", "x-ms-arm-id-details",
    ];

    private static readonly FrozenSet<string> Known = All.Concat(OfOtherTools).ToFrozenSet(StringComparer.Ordinal);

    public static bool IsKnown(string name) => Known.Contains(name);
}
