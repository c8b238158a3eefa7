using System.Collections.Frozen;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Objects;

/// <summary>A kind of object of OpenAPI 3.0 to 3.2: the members that it may have, and those of them that are lost.</summary>
internal sealed class OpenApiObject
{
    private readonly string _label;
    private readonly FrozenDictionary<string, MemberKind> _members;
    private readonly FrozenDictionary<string, MemberLoss> _losses;

    /// <param name="label">What a message calls such an object, for example <c>an operation</c>.</param>
    /// <param name="members">
    /// The members that are converted, or reported where they are converted, separated by spaces; after a colon what the value must be:
    /// <c>summary:text deprecated:flag tags:list content:object schema</c>.
    /// </param>
    /// <param name="losses">The members that are lost.</param>
    public OpenApiObject(string label, string members, params (string Name, MemberLoss Loss)[] losses)
    {
        _label = label;
        _members = members.Split(' ').Select(m => m.Split(':')).ToFrozenDictionary(m => m[0], m => KindOf(m), StringComparer.Ordinal);
        _losses = losses.ToFrozenDictionary(l => l.Name, l => l.Loss, StringComparer.Ordinal);
    }

    /// <summary>The names of all members that the object may have.</summary>
    public IEnumerable<string> Names => _members.Keys.Concat(_losses.Keys);

    /// <summary>Reports the members of an object that are lost, have the wrong form, or are unknown.</summary>
    public void Report(SourceNode holder, LossList losses)
    {
        foreach (var member in holder.Members)
        {
            if (member.RawName.StartsWith("x-"u8))
            {
                continue;
            }

            var name = member.Name;
            if (_losses.TryGetValue(name, out var loss))
            {
                if (MemberLoss.Says(member))
                {
                    losses.Add(loss.Descriptor, member, loss.What, loss.Instead, loss.Keep);
                }
            }
            else if (!_members.TryGetValue(name, out var kind))
            {
                losses.Add(
                    ConversionRules.UnknownMember, member,
                    $"'{ValueText.Shorten(name)}' is not a member of {_label}, and the platform refuses what it does not know",
                    "it is left out", "correct its name, or begin it with 'x-'");
            }
            else if (!MemberKinds.Fits(kind, member))
            {
                losses.Add(
                    ConversionRules.KeywordLost, member,
                    $"'{name}' of {_label} must be {MemberKinds.Describe(kind)} but is {ValueText.Of(member)}", "it is left out",
                    "correct its value, or take it out");
            }
        }
    }

    private static MemberKind KindOf(string[] member) => member.Length == 1 ? MemberKind.Any : member[1] switch
    {
        "text" => MemberKind.Text,
        "flag" => MemberKind.Flag,
        "list" => MemberKind.List,
        _ => MemberKind.Object,
    };
}
