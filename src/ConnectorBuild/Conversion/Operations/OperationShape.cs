using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Conversion.Sources;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Operations;

/// <summary>Finds parts of an operation that have another shape than OpenAPI gives them: what cannot be read must not vanish.</summary>
internal static class OperationShape
{
    /// <summary>Reports each such part of an operation.</summary>
    /// <param name="sources">Follows references.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="losses">Receives the findings.</param>
    public static void Check(OpenApiSources sources, SourceNode operation, LossList losses)
    {
        CheckParameters(operation[Keyword.Parameters], losses);

        var body = operation["requestBody"];
        Require(body.IsObject, body, "\"requestBody\" must be an object", losses);
        CheckContent(body.IsObject ? sources.Resolve(body)["content"] : default, losses);

        var responses = operation[Keyword.Responses];
        Require(responses.IsObject, responses, "\"responses\" must be an object", losses);
        foreach (var response in responses.Members)
        {
            if (!response.RawName.StartsWith("x-"u8))
            {
                Require(response.IsObject, response, $"The answer '{ValueText.Shorten(response.Name)}' must be an object", losses);
                CheckContent(response.IsObject ? sources.Resolve(response)["content"] : default, losses);
            }
        }
    }

    /// <summary>Reports entries of a list of parameters that are not objects.</summary>
    public static void CheckParameters(SourceNode parameters, LossList losses)
    {
        Require(parameters.IsArray, parameters, "\"parameters\" must be a list", losses);
        foreach (var parameter in parameters.Elements)
        {
            Require(parameter.IsObject, parameter, "A parameter must be an object", losses);
        }
    }

    /// <summary>Reports an existing node of the wrong shape.</summary>
    /// <param name="fits">Whether it has the right one.</param>
    /// <param name="node">The node; null in the document counts as nothing.</param>
    /// <param name="demand">What it must be, as a sentence without its end.</param>
    /// <param name="losses">Receives the finding.</param>
    public static void Require(bool fits, SourceNode node, string demand, LossList losses)
    {
        if (!fits && node is { Exists: true, IsNull: false })
        {
            losses.Add(
                ConversionRules.Malformed, node, $"{demand} but is {ValueText.Of(node)}", "it cannot be converted",
                "correct it, or take it out");
        }
    }

    /// <summary>Reports a value that is not a text and can be left out.</summary>
    /// <param name="node">The value.</param>
    /// <param name="demand">What it must be, as a sentence without its end.</param>
    /// <param name="losses">Receives the finding.</param>
    public static void RequireText(SourceNode node, string demand, LossList losses)
    {
        if (!node.IsString)
        {
            losses.Add(
                ConversionRules.KeywordLost, node, $"{demand} but is {ValueText.Of(node)}", "it is left out", "correct its value, or take it out");
        }
    }

    private static void CheckContent(SourceNode content, LossList losses)
    {
        Require(content.IsObject, content, "\"content\" must be an object with content types as its names", losses);
        foreach (var type in content.Members)
        {
            Require(type.IsObject, type, $"The content '{ValueText.Shorten(type.Name)}' must be an object", losses);
        }
    }
}
