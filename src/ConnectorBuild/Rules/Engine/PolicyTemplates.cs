namespace ConnectorBuild.Rules.Engine;

/// <summary>The policy templates that connectors of one's own may use, from Microsoft's schema for <c>apiProperties.json</c>.</summary>
internal static class PolicyTemplates
{
    public const string ParameterPrefix = "x-ms-apimTemplateParameter.";

    private static readonly PolicyTemplate[] All =
    [
        new("convertarraytoobject", "propertyParentPath", "keyWithinCollectionPath", "newPropertyPath"),
        new("convertobjecttoarray", "propertyParentPath", "newPropertyPath"),
        new("dynamichosturl", "urlTemplate"),
        new("encodepropertyvalue", "propertyParentPath", "newPropertyPath"),
        new("pollingtrigger", "triggerConfig", "triggerDataPath"),
        new("routerequesttoendpoint", "newPath"),
        new("setheader", "name", "value"),
        new("setproperty", "newPropertyParentPathTemplate", "newPropertySubPathTemplate", "propertyValuePathTemplate"),
        new("setqueryparameter", "name", "value"),
        new("setvaluefromurl", "parameterTemplate", "parameterValueUrl", "parameterValuePathTemplate"),
        new("stringreplace", "propertyParentPath", "sourceString", "replacementString", "newPropertyPath"),
        new("stringtoarray", "propertyParentPath", "delimiterList", "childPropertyName", "newPropertyPath"),
        new("updatenextlink", "nextLinkPropertyName"),
    ];

    // What a template says of its own parameters.
    private static readonly Dictionary<string, (string Name, string[] Values)[]> Choices = new(StringComparer.Ordinal)
    {
        ["convertarraytoobject"] = [("retainKey", ["true", "false"])],
        ["routerequesttoendpoint"] = [("httpMethod", ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "@Request.OriginalHTTPMethod"])],
        ["setheader"] = [("existsAction", ["override", "skip", "append"])],
        ["setqueryparameter"] = [("existsAction", ["override", "skip", "append"])],
        ["setvaluefromurl"] = [("httpMethod", ["GET", "POST", "PUT"])],
    };

    /// <summary>The parts of a call at which a policy can run.</summary>
    public static IReadOnlyList<string> Sections { get; } = ["Request", "Response", "Failure"];

    /// <summary>The parameters of a template, without their prefix, that take one of a few values.</summary>
    public static IReadOnlyList<(string Name, string[] Values)> ChoicesOf(PolicyTemplate template) => Choices.GetValueOrDefault(template.Id, []);

    public static IEnumerable<string> Ids => All.Select(t => t.Id);

    /// <summary>The template of that id, case does not matter; null if there is none.</summary>
    public static PolicyTemplate? Find(string? id) =>
        All.FirstOrDefault(t => string.Equals(t.Id, id, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A policy template.</summary>
/// <param name="Id">Its id in lower case.</param>
/// <param name="Required">The parameters that it cannot do without, without their prefix.</param>
internal sealed record PolicyTemplate(string Id, params string[] Required);
