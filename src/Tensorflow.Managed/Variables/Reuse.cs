namespace Tensorflow;

/// <summary>Whether variables of a scope are shared; a <c>bool</c> converts by itself.</summary>
public readonly record struct Reuse
{
    private Reuse(bool shares, bool makes) => (Shares, Makes) = (shares, makes);

    /// <summary>Variables are made, and must not exist; what a scope without a word about it does.</summary>
    public static Reuse No { get; } = new(false, true);

    /// <summary>Variables must exist and are shared.</summary>
    public static Reuse Yes { get; } = new(true, false);

    /// <summary>Variables are shared where they exist and made where not (<c>tf.AUTO_REUSE</c>).</summary>
    public static Reuse Auto { get; } = new(true, true);

    /// <summary>Whether a variable that exists is given.</summary>
    public bool Shares { get; }

    /// <summary>Whether a variable that does not exist is made.</summary>
    public bool Makes { get; }

    /// <summary>Shared or not, as Python's True and False.</summary>
    public static implicit operator Reuse(bool reuse) => reuse ? Yes : No;
}
