using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.SignIn;

/// <summary>A requirement of OpenAPI, schemes that a call needs together, in Swagger 2.0.</summary>
internal static class SecurityRequirement
{
    /// <summary>The list of one requirement.</summary>
    /// <param name="requirement">The requirement in the document; missing where the document has none.</param>
    /// <param name="schemes">The schemes to write; one or more.</param>
    public static DraftList Write(SourceNode requirement, IReadOnlyList<SignInScheme> schemes)
    {
        var written = new DraftObject(requirement.Exists ? requirement : schemes[0].Node);
        foreach (var scheme in schemes)
        {
            var isOAuth = scheme.Kind is SignInKind.Entra or SignInKind.OAuth;
            written.Set(
                scheme.Name, DraftList.Texts(isOAuth ? Declare(ScopesOf(requirement[scheme.Name], scheme), scheme) : [], written.Origin),
                requirement[scheme.Name]);
        }

        var list = new DraftList(requirement.Parent.Exists ? requirement.Parent : schemes[0].Node);
        list.Items.Add(written);
        return list;
    }

    /// <summary>How a message calls a requirement.</summary>
    public static string Describe(SourceNode requirement)
    {
        var names = new List<string>();
        foreach (var member in requirement.Members)
        {
            names.Add($"'{ValueText.Shorten(member.Name)}'");
        }

        return names.Count == 0 ? "without signing in" : $"with {string.Join(" and ", names)}";
    }

    /// <summary>The scopes that a requirement demands of a scheme; those of the scheme where there is no requirement.</summary>
    public static List<string> ScopesOf(SourceNode list, SignInScheme scheme)
    {
        var scopes = new List<string>();
        foreach (var scope in list.Elements)
        {
            if (scope.Text is { } text)
            {
                scopes.Add(text);
            }
        }

        return scopes.Count > 0 || list.Exists ? scopes : [.. scheme.Scopes];
    }

    // Swagger 2.0 wants a scope that is demanded to be among those of the scheme.
    private static List<string> Declare(List<string> scopes, SignInScheme scheme)
    {
        var declared = DraftView.MembersOf(scheme.Definition["scopes"]!).ToList();
        var missing = scopes.Except(declared.Select(m => m.Name), StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
        {
            var all = new DraftObject(scheme.Node);
            declared.ForEach(m => all.Set(m.Name, m.Value, m.NameOrigin));
            missing.ForEach(s => all.Set(s, s, scheme.Node));
            scheme.Definition.Set("scopes", all);
        }

        return scopes;
    }
}
