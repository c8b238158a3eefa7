using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Schemas;
using ConnectorBuild.Conversion.Sources;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.SignIn;

/// <summary>Reads the security schemes of the document.</summary>
/// <param name="sources">The document.</param>
/// <param name="extensions">Copies extensions.</param>
/// <param name="isEntra">Whether the project says that callers sign in with Entra, so that a bearer token is one of Entra's.</param>
internal sealed class SchemeReader(OpenApiSources sources, Extensions extensions, bool isEntra)
{
    /// <summary>The scheme of an API whose document has none, while the project names its resource.</summary>
    public static SignInScheme Entra(SourceNode root) => Entra(root, root, EntraIssuer.Common, []) with { Name = "entra" };

    /// <summary>Reads a scheme; null if a connector cannot use it.</summary>
    public SignInScheme? Read(SourceNode member)
    {
        var scheme = sources.Resolve(member);
        var made = scheme[Keyword.Type].Text switch
        {
            "apiKey" => Key(member, scheme),
            "http" => Http(member, scheme),
            "oauth2" => OAuth(member, scheme),
            "openIdConnect" => OpenId(member, scheme),
            _ => null,
        };
        if (made is null)
        {
            return null;
        }

        made.Definition.SetCopy("description", scheme[Keyword.Description].IsString ? scheme[Keyword.Description] : default);
        extensions.Copy(scheme, made.Definition);
        return made;
    }

    /// <summary>The kind of a scheme, for a message.</summary>
    public string Describe(SourceNode member)
    {
        var scheme = sources.Resolve(member);
        var type = ValueText.Shorten(scheme[Keyword.Type].Text ?? "of no type");
        var detail = scheme["scheme"].Text ?? scheme[Keyword.In].Text;
        if (scheme["flows"].IsObject)
        {
            var names = new List<string>();
            foreach (var flow in scheme["flows"].Members)
            {
                names.Add(flow.Name);
            }

            detail = string.Join(", ", names);
        }

        return detail is null ? type : $"{type}, {ValueText.Shorten(detail)}";
    }

    private static SignInScheme? Key(SourceNode member, SourceNode scheme)
    {
        var place = scheme[Keyword.In].Text;
        return place is "header" or "query" && scheme[Keyword.Name].IsString
            ? new(member.Name, place == "header" ? SignInKind.KeyInHeader : SignInKind.KeyInQuery, member,
                new DraftObject(scheme).SetCopy("type", scheme[Keyword.Type]).SetCopy("name", scheme[Keyword.Name]).SetCopy("in", scheme[Keyword.In]))
            : null;
    }

    private SignInScheme? Http(SourceNode member, SourceNode scheme) => scheme["scheme"].Text?.ToLowerInvariant() switch
    {
        "basic" => new(member.Name, SignInKind.Basic, member, new DraftObject(scheme).Set("type", "basic", scheme[Keyword.Type])),
        "bearer" when isEntra => Entra(member, scheme, EntraIssuer.Common, []),
        "bearer" => new(member.Name, SignInKind.KeyInHeader, member,
            new DraftObject(scheme).Set("type", "apiKey", scheme[Keyword.Type]).Set("name", "Authorization", scheme).Set("in", "header", scheme)),
        _ => null,
    };

    private SignInScheme? OpenId(SourceNode member, SourceNode scheme) =>
        EntraIssuer.Find(scheme["openIdConnectUrl"]) is { } issuer ? Entra(member, scheme, issuer, [])
        : isEntra ? Entra(member, scheme, EntraIssuer.Common, [])
        : null;

    private static SignInScheme? OAuth(SourceNode member, SourceNode scheme)
    {
        var flows = scheme["flows"];
        SourceNode flow = default;
        foreach (var name in (ReadOnlySpan<string>)["authorizationCode", "implicit", "deviceAuthorization", "clientCredentials", "password"])
        {
            // Only flows of Entra, and the authorization code of any provider, become a sign-in.
            var isBetter = flows[name].Exists && !flow.NameEquals("authorizationCode") && IssuerOf(flow) is null && IssuerOf(flows[name]) is not null;
            flow = flow.Exists && !isBetter ? flow : flows[name];
        }

        var scopes = new List<string>();
        foreach (var scope in flow[Keyword.Scopes].Members)
        {
            scopes.Add(scope.Name);
        }

        if ((IssuerOf(flow) ?? EntraIssuer.Find(scheme["oauth2MetadataUrl"])) is { } issuer)
        {
            return Entra(member, scheme, issuer, scopes, flow);
        }

        if (!flow.NameEquals("authorizationCode") || !IsUrl(flow, Keyword.AuthorizationUrl) || !IsUrl(flow, Keyword.TokenUrl))
        {
            return null;
        }

        var definition = Begin(scheme).SetCopy("authorizationUrl", flow[Keyword.AuthorizationUrl]).SetCopy("tokenUrl", flow[Keyword.TokenUrl]);
        return new(member.Name, SignInKind.OAuth, member, WithScopes(definition, flow)) { Scopes = scopes, Flow = flow };
    }

    private static EntraIssuer? IssuerOf(SourceNode flow) => EntraIssuer.Find(flow[Keyword.AuthorizationUrl]) ?? EntraIssuer.Find(flow[Keyword.TokenUrl]);

    private static SignInScheme Entra(
        SourceNode member, SourceNode scheme, EntraIssuer issuer, IReadOnlyList<string> scopes, SourceNode flow = default)
    {
        var definition = Begin(scheme);
        definition.Set(
            "authorizationUrl",
            IsUrl(flow, Keyword.AuthorizationUrl)
                ? Draft.Copy(flow[Keyword.AuthorizationUrl])
                : Draft.Text(issuer.AuthorizationUrl, scheme));
        definition.Set("tokenUrl", IsUrl(flow, Keyword.TokenUrl) ? Draft.Copy(flow[Keyword.TokenUrl]) : Draft.Text(issuer.TokenUrl, scheme));
        return new(member.Name, SignInKind.Entra, member, WithScopes(definition, flow)) { Issuer = issuer, Scopes = scopes, Flow = flow };
    }

    private static DraftObject Begin(SourceNode scheme) =>
        new DraftObject(scheme).Set("type", "oauth2", scheme[Keyword.Type]).Set("flow", "accessCode", scheme);

    private static DraftObject WithScopes(DraftObject definition, SourceNode flow) =>
        definition.Set("scopes", Scopes(flow[Keyword.Scopes], definition.Origin));

    // A scope must have a text that describes it.
    private static DraftObject Scopes(SourceNode scopes, SourceNode origin)
    {
        var draft = new DraftObject(scopes.IsObject ? scopes : origin);
        foreach (var scope in scopes.Members)
        {
            draft.Set(scope.Name, scope.IsString ? Draft.Copy(scope) : Draft.Text(scope.Name, scope), scope);
        }

        return draft;
    }

    private static bool IsUrl(SourceNode flow, Keyword keyword) =>
        flow.Exists && Uri.TryCreate(flow[keyword].Text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http";
}
