using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.SignIn;

/// <summary>A security definition is not what Swagger 2.0 allows.</summary>
internal sealed class SecurityDefinitionShape() : Rule(Code), IDefinitionRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB3001", "A security definition is not what Swagger 2.0 allows", DiagnosticSeverity.Error);

    private static readonly string[] Types = ["basic", "apiKey", "oauth2"];
    private static readonly string[] Flows = ["accessCode", "implicit", "password", "application"];

    public void Check(RuleContext context)
    {
        var definitions = context.Definition[Keyword.SecurityDefinitions];
        if (definitions.Exists && !definitions.IsObject)
        {
            context.Report(
                this, definitions,
                $"\"securityDefinitions\" must be an object with a member for each scheme but is {ValueText.Of(definitions)}, so the "
                    + $"platform refuses the document: write {{ \"oauth2\": {{ \"type\": \"oauth2\", ... }} }}");
        }

        foreach (var definition in definitions.Members)
        {
            if (!definition.RawName.StartsWith("x-"u8))
            {
                CheckDefinition(definition, context);
            }
        }
    }

    private void CheckDefinition(SourceNode definition, RuleContext context)
    {
        var name = ValueText.Shorten(definition.Name);
        if (!definition.IsObject || definition.Count == 0)
        {
            context.Report(
                this, definition,
                $"The security definition '{name}' is empty, and the platform answers \"JSON is valid against no schemas from "
                    + $"'oneOf'\": give it a \"type\" and what belongs to it, or remove it",
                "SecuritySchemePropertyRequired");
            return;
        }

        var type = definition[Keyword.Type];
        switch (type.Text)
        {
            case "basic":
                Foreign(definition, context);
                break;
            case "apiKey":
                Required(definition, context, Keyword.Name, Keyword.In);
                OneOf(definition[Keyword.In], ["header", "query"], context);
                Foreign(definition, context, Keyword.Name, Keyword.In);
                break;
            case "oauth2":
                CheckOAuth(definition, context);
                break;
            default:
                var hint = type.TextEquals("http") || type.TextEquals("openIdConnect")
                    ? " (that is OpenAPI 3)"
                    : context.Hint(type.Text ?? "", Types);
                context.Report(
                    this, type.Exists ? type : definition,
                    $"The type of the security definition '{name}' is {ValueText.Of(type)}, which Swagger 2.0 does not know, so the "
                        + $"platform refuses it{hint}: write \"basic\", \"apiKey\" or \"oauth2\"",
                    "SecuritySchemePropertyRequired");
                break;
        }
    }

    private void CheckOAuth(SourceNode definition, RuleContext context)
    {
        Required(definition, context, Keyword.Flow);
        OneOf(definition[Keyword.Flow], Flows, context);
        switch (definition[Keyword.Flow].Text)
        {
            case "accessCode":
                Required(definition, context, Keyword.AuthorizationUrl, Keyword.TokenUrl);
                break;
            case "implicit":
                Required(definition, context, Keyword.AuthorizationUrl);
                break;
            case "password" or "application":
                Required(definition, context, Keyword.TokenUrl);
                break;
        }

        Url(definition[Keyword.AuthorizationUrl], definition, context);
        Url(definition[Keyword.TokenUrl], definition, context);
        Scopes(definition[Keyword.Scopes], definition, context);
        Foreign(definition, context, Keyword.Flow, Keyword.AuthorizationUrl, Keyword.TokenUrl, Keyword.Scopes);
    }

    // The portal leaves "undefined" behind where its wizard was not finished.
    private void Url(SourceNode url, SourceNode definition, RuleContext context)
    {
        if (url.Text is { } text && !UrlText.IsAbsolute(text) && !VariableText.IsReference(text))
        {
            context.Report(this, url,
                $"\"{url.Name}\" of the security definition '{ValueText.Shorten(definition.Name)}' is {ValueText.Of(url)}, which is "
                    + "not an absolute URL, so the platform refuses it: "
                    + "write the whole address, beginning with https://",
                "SecuritySchemePropertyNotValid");
        }
    }

    // The platform takes a definition without scopes.
    private void Scopes(SourceNode scopes, SourceNode definition, RuleContext context)
    {
        if (scopes is { Exists: true, IsNull: false, IsObject: false })
        {
            context.Report(this, scopes,
                $"\"scopes\" of the security definition '{ValueText.Shorten(definition.Name)}' must be an object with a description "
                    + $"for each scope but is {ValueText.Of(scopes)}, "
                    + "so the platform refuses it: write { \"Orders.Read\": \"Read orders\" }, or {}",
                "SecuritySchemePropertyNotValid");
        }

        foreach (var scope in scopes.Members)
        {
            if (!scope.IsString && !scope.RawName.StartsWith("x-"u8))
            {
                context.Report(this, scope,
                    $"The scope '{ValueText.Shorten(scope.Name)}' must have a text that describes it but has {ValueText.Of(scope)}, so "
                        + "the document is not Swagger 2.0 and is refused: write a text in quotes",
                    "SecuritySchemePropertyNotValid");
            }
        }
    }

    private void Required(SourceNode definition, RuleContext context, params ReadOnlySpan<Keyword> keywords)
    {
        foreach (var keyword in keywords)
        {
            if (!definition[keyword].IsString)
            {
                var at = definition[keyword] is { Exists: true } member ? member : definition;
                context.Report(
                    this, at,
                    $"The security definition '{ValueText.Shorten(definition.Name)}' of the type \"{definition[Keyword.Type].Text}\" "
                        + $"needs \"{KeywordTable.Text(keyword)}\" as a text, and the platform refuses it without: add it",
                    "SecuritySchemePropertyRequired");
            }
        }
    }

    private void OneOf(SourceNode member, string[] allowed, RuleContext context)
    {
        if (member.Text is { } text && !allowed.Contains(text))
        {
            context.Report(
                this, member,
                $"\"{member.Name}\" is {ValueText.Of(member)}, which Swagger 2.0 does not know, so the platform refuses "
                    + $"it{context.Hint(text, allowed)}: write {string.Join(" or ", allowed.Select(a => $"\"{a}\""))}",
                "SecuritySchemePropertyNotValid");
        }
    }

    private void Foreign(SourceNode definition, RuleContext context, params ReadOnlySpan<Keyword> allowed)
    {
        foreach (var member in definition.Children)
        {
            if (member.Keyword is not (Keyword.Type or Keyword.Description)
                && (member.Keyword == Keyword.None || !allowed.Contains(member.Keyword))
                && !member.RawName.StartsWith("x-"u8))
            {
                context.ReportName(
                    this, member,
                    $"A security definition of the type \"{definition[Keyword.Type].Text}\" has no member "
                        + $"'{ValueText.Shorten(member.Name)}', and the platform refuses what it does not know: remove it",
                    "SecuritySchemePropertyNotValid");
            }
        }
    }
}
