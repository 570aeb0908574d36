namespace TherapyCrm.Domain.Common;

/// <summary>Languages of people and of the screens (contract/enums.tsv language_code).</summary>
public enum LanguageCode { En, Fr, Es, Zh, Ar, Ur, Pa, Hi, De, Pt, It, Ru }
