using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Operations;

/// <summary>How a parameter's lists and objects are put into a request.</summary>
/// <param name="Name">The style of OpenAPI 3.</param>
/// <param name="IsExploded">Whether each value is sent on its own.</param>
internal readonly record struct ParameterStyle(string Name, bool IsExploded)
{
    public static ParameterStyle Of(SourceNode parameter, string location)
    {
        var style = parameter["style"].Text ?? (location is "query" or "cookie" ? "form" : "simple");
        var explode = parameter["explode"];
        return new(style, explode.IsBoolean ? explode.IsTrue : style == "form");
    }

    /// <summary>Whether OpenAPI has the style.</summary>
    public bool IsKnown => Name is "form" or "simple" or "matrix" or "label" or "spaceDelimited" or "pipeDelimited" or "deepObject" or "cookie";

    /// <summary>Whether a list is sent as Swagger 2.0 sends it: the values with commas between them.</summary>
    public bool IsCommaSeparated => Name == "simple" || (Name is "form" or "matrix" or "label" && !IsExploded);

    /// <summary>What the document would say if the values were sent with commas between them.</summary>
    public string CommaFix => Name == "form" || Name == "matrix" || Name == "label" ? "\"explode\": false" : "\"style\": \"form\", \"explode\": false";

    /// <summary>How the value looks where it is an object and not sent as one parameter for each property.</summary>
    public string ObjectForm => Name switch
    {
        "spaceDelimited" => "names and values with blanks between them",
        "pipeDelimited" => "names and values with '|' between them",
        _ when IsExploded => "name=value pairs with commas between them",
        _ => "names and values with commas between them",
    };
}
