import type { Said } from "./opinion.ts";
import type { Rule } from "./rule.ts";

/**
 * Spares rules the questions to which they have nothing to say: @pulumi/policy prepares a copy of what is
 * judged for every policy that it asks, which costs more than most judgements.
 *
 * The first policy that is asked shows what is judged, and the rules after it judge that before they are asked
 * themselves: Pulumi hands every policy a copy of its own, and no hint that it is the same question. It leads
 * until the end of the turn, and shows what is judged anew each time, so that it doesn't matter that the next
 * question may come within the same turn.
 */
export class Relevance<Subject> {
  readonly #judge: (rule: Rule, subject: Subject) => readonly Said[] | undefined;
  #question: Question<Subject> | undefined;

  /** @param judge what a rule says of a subject; `undefined` while it wasn't told its configuration */
  constructor(judge: (rule: Rule, subject: Subject) => readonly Said[] | undefined) {
    this.#judge = judge;
  }

  /** Whether a rule has to be asked the question that its leader was asked. */
  concerns(rule: Rule): boolean {
    const question = this.#question;
    if (!question || question.leader === rule.id) return true;
    return this.#opinion(rule, question)?.length !== 0;
  }

  /**
   * What a rule that is asked has to say.
   *
   * @param look reads what is judged: the first rule that is asked does, once for all
   */
  ask(rule: Rule, look: () => Subject): readonly Said[] {
    let question = this.#question;
    if (!question) setImmediate(() => this.restart());
    if (!question || question.leader === rule.id) {
      question = { leader: rule.id, subject: look(), opinions: new Map() };
      this.#question = question;
    }
    return this.#opinion(rule, question) ?? [];
  }

  /** Has every rule asked until one leads again. */
  restart(): void {
    this.#question = undefined;
  }

  #opinion(rule: Rule, { subject, opinions }: Question<Subject>): readonly Said[] | undefined {
    const known = opinions.get(rule.id);
    if (known) return known;
    const opinion = this.#judge(rule, subject);
    // Who has nothing to say isn't asked, nor judges again.
    if (opinion && opinion.length > 0) opinions.set(rule.id, opinion);
    return opinion;
  }
}

interface Question<Subject> {
  /** Id of the rule that is asked first. */
  readonly leader: string;
  readonly subject: Subject;
  readonly opinions: Map<string, readonly Said[]>;
}
