-- Lists inside rows, one element a row

CREATE OR REPLACE VIEW parties AS
    SELECT s.statement_id, s.year, p.party, coalesce(n.name_ja, p.party) AS name_ja, coalesce(n.name_en, p.party) AS name_en,
           s.reference_on, s.form, s.coverage, s.title
    FROM statements AS s, unnest(s.parties) AS p(party)
    LEFT JOIN party_names AS n USING (party);
COMMENT ON VIEW parties IS 'One row per statement and party';

CREATE OR REPLACE VIEW signatories AS
    SELECT s.statement_id, s.year, unnest(p.signatory) FROM statements AS s, unnest(s.signatories) AS p(signatory);
COMMENT ON VIEW signatories IS 'One row per person who adopted, signed or met';

CREATE OR REPLACE VIEW statement_lines AS
    SELECT s.statement_id, s.year, unnest(l.line), s.raw_text[l.line.char_start + 1 : l.line.char_end] AS text
    FROM statements AS s, unnest(s.lines) AS l(line);
COMMENT ON VIEW statement_lines IS 'One row per line of the raw text, with its role and the rule that gave it';

CREATE OR REPLACE VIEW clause_actors AS
    SELECT c.clause_id, c.statement_id, c.year, a.actor, c.actor_basis, c.act, c.level, c.is_commitment
    FROM clauses AS c, unnest(c.actors) AS a(actor);
COMMENT ON VIEW clause_actors IS 'One row per clause and actor';

CREATE OR REPLACE VIEW clause_sectors AS
    SELECT c.clause_id, c.statement_id, c.year, s.nr AS rank, unnest(s.sector), n.name_ja, n.name_en,
           c.act, c.level, c.is_commitment
    FROM clauses AS c, unnest(c.sectors) WITH ORDINALITY AS s(sector, nr)
    LEFT JOIN sectors AS n ON n.code = s.sector.code;
COMMENT ON VIEW clause_sectors IS 'One row per clause and sector with its evidence; rank 1 is the primary sector';

CREATE OR REPLACE VIEW clause_dates AS
    SELECT c.clause_id, c.statement_id, c.year, d.nr AS rank, unnest(d.found), c.is_commitment, c.primary_sector
    FROM clauses AS c, unnest(c.dates) WITH ORDINALITY AS d(found, nr);
COMMENT ON VIEW clause_dates IS 'One row per date expression in a clause; first_on and last_on are the days that it covers';

-- Questions that come first

CREATE OR REPLACE VIEW commitments AS
    SELECT c.clause_id, c.statement_id, c.year, s.reference_on, s.title, s.parties, c.actors, c.recipients, c.act, c.level,
           c.is_hedged, c.detail, c.primary_sector, n.name_ja AS sector_ja, n.name_en AS sector_en,
           (SELECT max(d.found.last_on) FROM unnest(c.dates) AS d(found) WHERE d.found.role = 'deadline') AS due_on,
           c.delegated_to, c.standalone_text, c.text, c.template_id
    FROM clauses AS c
    JOIN statements AS s USING (statement_id)
    LEFT JOIN sectors AS n ON n.code = c.primary_sector
    WHERE c.is_commitment AND c.attribution = 'statement' AND s.duplicate_of IS NULL;
COMMENT ON VIEW commitments IS 'Promises in the statements'' own text, copies left out: who, how firmly, in which sector, by when';

CREATE OR REPLACE VIEW instruments AS
    SELECT e.entity_id, e.statement_id, any_value(e.year) AS year, any_value(s.reference_on) AS reference_on,
           any_value(s.parties) AS parties, any_value(e.name_ja) AS name_ja, any_value(e.name_en) AS name_en,
           any_value(e.subtype) AS subtype, max_by(e.status, e.char_start) FILTER (e.status IS NOT NULL) AS status,
           max_by(e.dated_first_on, e.char_start) FILTER (e.dated_first_on IS NOT NULL) AS dated_first_on,
           max_by(e.dated_last_on, e.char_start) FILTER (e.dated_last_on IS NOT NULL) AS dated_last_on,
           count(*) AS n_mentions
    FROM entities AS e JOIN statements AS s USING (statement_id)
    WHERE e.type = 'instrument'
    GROUP BY e.entity_id, e.statement_id;
COMMENT ON VIEW instruments IS 'One row per statement and agreement, plan or other paper that it names, with the last status that it gives';

-- Macros

CREATE OR REPLACE MACRO act_level(code) AS (SELECT any_value(a.level) FROM acts AS a WHERE a.act = code);
CREATE OR REPLACE MACRO act_name(code) AS (SELECT any_value(a.name_en) FROM acts AS a WHERE a.act = code);
CREATE OR REPLACE MACRO sector_name(sector_code) AS (SELECT any_value(n.name_en) FROM sectors AS n WHERE n.code = sector_code);

-- Commitments that a state or organisation took on, alone or with others: FROM commitments_of('JPN')
CREATE OR REPLACE MACRO commitments_of(party_code) AS TABLE
    SELECT * FROM commitments WHERE list_contains(actors, party_code) ORDER BY reference_on, clause_id;

-- Statements of two parties together: FROM statements_between('JPN', 'KAZ')
CREATE OR REPLACE MACRO statements_between(one_party, other_party) AS TABLE
    SELECT * FROM statements WHERE list_contains(parties, one_party) AND list_contains(parties, other_party) ORDER BY reference_on;

-- What is to be done by a day between two days, both included: FROM deadlines_between('2025-01-01', '2030-12-31')
CREATE OR REPLACE MACRO deadlines_between(first_day, last_day) AS TABLE
    SELECT d.last_on AS due_on, d.edtf, d.text AS date_text, c.actors, c.is_commitment, c.level, c.primary_sector,
           c.standalone_text, c.clause_id, c.statement_id
    FROM clause_dates AS d JOIN clauses AS c USING (clause_id)
    WHERE d.role = 'deadline' AND d.last_on BETWEEN first_day::DATE AND last_day::DATE
    ORDER BY due_on, c.clause_id;

-- Clauses that hold a word: FROM clauses_with('重要鉱物')
CREATE OR REPLACE MACRO clauses_with(word) AS TABLE
    SELECT * FROM clauses WHERE contains(text, word) ORDER BY statement_id, ordinal;

-- Clauses that name a thing: FROM clauses_naming('country/KAZ')
CREATE OR REPLACE MACRO clauses_naming(id) AS TABLE
    SELECT * FROM clauses WHERE clause_id IN (SELECT clause_id FROM entities WHERE entity_id = id) ORDER BY statement_id, ordinal;

-- Clauses that say the same of other parties: FROM variants_of('<template_id>')
CREATE OR REPLACE MACRO variants_of(template) AS TABLE
    SELECT c.clause_id, s.reference_on, s.parties, c.text, c.statement_id
    FROM clauses AS c JOIN statements AS s USING (statement_id)
    WHERE c.template_id = template ORDER BY s.reference_on, c.clause_id;
