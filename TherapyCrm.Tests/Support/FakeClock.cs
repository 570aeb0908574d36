using NodaTime;

namespace TherapyCrm.Tests.Support;

/// <summary>A clock that stands still until a test moves it.</summary>
public sealed class FakeClock : IClock
{
    private long now = Instant.FromUtc(2026, 11, 23, 17, 0).ToUnixTimeTicks();

    /// <summary>Monday 2026-11-23, 9 o'clock in Vancouver, unless a test says otherwise.</summary>
    public Instant Now
    {
        get => Instant.FromUnixTimeTicks(Interlocked.Read(ref now));
        set => Interlocked.Exchange(ref now, value.ToUnixTimeTicks());
    }

    /// <summary>Lets time pass.</summary>
    public void Advance(Duration by) => Now += by;

    /// <inheritdoc/>
    public Instant GetCurrentInstant() => Now;
}
