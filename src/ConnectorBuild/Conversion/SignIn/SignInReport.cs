using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.SignIn;

/// <summary>Says which sign-in was chosen, and which others the document offers.</summary>
/// <param name="losses">Receives the findings.</param>
internal sealed class SignInReport(LossList losses)
{
    private const string ByTheAuthor = "write connectionParameters in apiProperties.json for another sign-in";

    private const string ByEntra =
        "where the token is one of Microsoft Entra, say so in apiProperties.json or by the metadata Resource and Scopes of ConnectorApi";

    // Where a document offers the same alternative for each of its operations, one finding says so.
    private readonly Dictionary<string, (SourceNode First, string Label, int Count)> _alternatives = new(StringComparer.Ordinal);

    /// <summary>Reports the choice.</summary>
    /// <param name="chosen">The schemes of the sign-in.</param>
    /// <param name="isDemanded">Whether the document says that calls need a sign-in.</param>
    /// <param name="isDefined">Whether the document has a scheme at all.</param>
    /// <param name="others">The names of the schemes that are left out.</param>
    /// <param name="outcome">Where the connection parameters come from.</param>
    public void Chosen(IReadOnlyList<SignInScheme> chosen, bool isDemanded, bool isDefined, IReadOnlyList<string> others, SignInOutcome outcome)
    {
        var names = string.Join(" and ", chosen.Select(s => $"'{ValueText.Shorten(s.Name)}'"));
        var left = string.Join(", ", others.Select(n => $"'{ValueText.Shorten(n)}'"));
        var what = !isDefined ? "The project names the API's resource in Microsoft Entra"
            : isDemanded ? $"The document signs callers in by {names}"
            : $"The document has {names} and does not say that calls need a sign-in";
        if (others.Count > 0)
        {
            what += $"; a connector has one sign-in, and {left} {(others.Count == 1 ? "is" : "are")} left out";
        }

        var (instead, keep) = outcome switch
        {
            SignInOutcome.OfTheAuthor => ("connections sign in as connectionParameters in apiProperties.json say", "nothing has to be done"),
            SignInOutcome.Incomplete => (
                "connections cannot sign in yet", "name what CB1642 asks for, or write connectionParameters in apiProperties.json"),
            _ => (
                $"connections sign in {string.Join(" and ", chosen.Select(How))}",
                chosen.Any(MayBeEntra) ? ByEntra : ByTheAuthor),
        };
        losses.Add(ConversionRules.SecurityChosen, chosen[0].Node, what, instead, keep);
    }

    /// <summary>Notes another way to call an operation, to be reported by <see cref="Alternatives"/>.</summary>
    /// <param name="requirement">The requirement that the connector does not meet.</param>
    /// <param name="label">What is called.</param>
    public void Alternative(SourceNode requirement, string label)
    {
        var key = SecurityRequirement.Describe(requirement);
        var known = _alternatives.GetValueOrDefault(key);
        _alternatives[key] = known.Count == 0 ? (requirement, label, 1) : known with { Count = known.Count + 1 };
    }

    /// <summary>Reports the alternatives that were noted.</summary>
    public void Alternatives()
    {
        foreach (var (how, (first, label, count)) in _alternatives)
        {
            losses.Add(
                ConversionRules.SecurityChosen, first,
                count == 1
                    ? $"{ValueText.Shorten(label)} can also be called {how}"
                    : $"{count} operations, {ValueText.Shorten(label)} first, can also be called {how}",
                "a connection signs in always and in one way", "nothing has to be done where the API takes the sign-in of the connection");
        }
    }

    private static string How(SignInScheme scheme) => scheme.Kind switch
    {
        SignInKind.Entra => "with Microsoft Entra",
        SignInKind.OAuth => "with OAuth 2.0",
        SignInKind.Basic => "with user name and password",
        SignInKind.KeyInHeader => $"with a key in the header '{NameOf(scheme)}'",
        _ => $"with a key in the query parameter '{NameOf(scheme)}'",
    };

    private static bool MayBeEntra(SignInScheme scheme) =>
        scheme.Kind == SignInKind.KeyInHeader && string.Equals(NameOf(scheme), "Authorization", StringComparison.OrdinalIgnoreCase);

    private static string NameOf(SignInScheme scheme) => ValueText.Shorten(DraftView.TextOf(scheme.Definition["name"]) ?? "");
}
