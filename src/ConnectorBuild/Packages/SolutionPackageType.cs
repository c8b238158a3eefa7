namespace ConnectorBuild.Packages;

/// <summary>The element <c>Managed</c> of <c>solution.xml</c>; the numbers are the platform's.</summary>
public enum SolutionPackageType
{
    /// <summary>For the environment where the solution is edited.</summary>
    Unmanaged = 0,

    /// <summary>For the environments that only use it.</summary>
    Managed = 1,

    /// <summary>An unpacked folder that either kind of zip can be packed from.</summary>
    Both = 2,
}
