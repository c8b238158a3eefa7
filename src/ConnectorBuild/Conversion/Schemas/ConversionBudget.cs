using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Schemas;

/// <summary>
/// Bounds what a conversion may do: references can make a small document mean a huge one. What a real document needs is a small multiple of its size.
/// </summary>
internal sealed class ConversionBudget(int sourceNodes, LossList losses, CancellationToken cancellationToken)
{
    private const int Least = 1_000_000;
    private const int StepsPerNode = 20;
    private const int StepsPerCheck = 4096;

    private readonly long _steps = Least + ((long)StepsPerNode * sourceNodes);
    private long _used;

    /// <summary>Whether the bound is reached; then nothing usable comes out.</summary>
    public bool IsExhausted => _used > _steps;

    /// <summary>Counts steps.</summary>
    /// <returns>False once the bound is reached, which is reported at the place.</returns>
    public bool Spend(int steps, SourceNode at)
    {
        if (_used / StepsPerCheck != (_used + steps) / StepsPerCheck)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        if (IsExhausted)
        {
            return false;
        }

        _used += steps;
        if (IsExhausted)
        {
            losses.Add(ConversionRules.TooLarge, at, "Written out, the compositions and references of this document are far larger "
                + "than the document itself",
                "nothing is written", "compose schemas of fewer others, or select fewer operations");
        }

        return !IsExhausted;
    }
}
