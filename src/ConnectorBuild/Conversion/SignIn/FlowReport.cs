using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Conversion.Objects;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.SignIn;

/// <summary>Says what the sign-in of a connector makes of the flows of a scheme: users sign in by the authorization code.</summary>
internal static class FlowReport
{
    public static void Write(SignInScheme scheme, LossList losses)
    {
        var node = scheme.Definition.Origin;
        OpenApiObjects.SecurityScheme.Report(node, losses);
        OpenApiObjects.Flows.Report(node["flows"], losses);
        OpenApiObjects.Flow.Report(scheme.Flow, losses);
        if (node["oauth2MetadataUrl"] is { IsString: true } metadata && EntraIssuer.Find(metadata) is null)
        {
            losses.Add(
                ConversionRules.Annotation, metadata, "Swagger 2.0 has no address of a sign-in's metadata", "it is left out",
                "nothing has to be done: the flow's addresses are written");
        }

        foreach (var flow in node["flows"].Members)
        {
            if (flow.RawName.StartsWith("x-"u8))
            {
                continue;
            }

            if (flow != scheme.Flow)
            {
                losses.Add(
                    ConversionRules.SecurityChosen, flow, $"A connector has one sign-in, and the scheme has the flow '{scheme.Flow.Name}' as well",
                    $"the flow '{ValueText.Shorten(flow.Name)}' is left out", "nothing has to be done where users sign in");
            }
            else if (flow.NameEquals("clientCredentials"))
            {
                losses.Add(
                    ConversionRules.SecurityLost, flow, "The flow 'clientCredentials' signs in an application without a user, and a connection signs in a user",
                    "users sign in by the authorization code, with the API's delegated permissions",
                    "let the API take delegated permissions and describe the flow 'authorizationCode', or sign in by connectionParameters in apiProperties.json");
            }
            else if (!flow.NameEquals("authorizationCode"))
            {
                losses.Add(
                    ConversionRules.SecurityChosen, flow, $"Connections do not sign in by the flow '{flow.Name}'", "users sign in by the authorization code",
                    "nothing has to be done where the API's app allows that flow");
            }
        }
    }
}
